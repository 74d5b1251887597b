package dev.skerry.api.values;

import dev.skerry.api.values.GitUrl.Kind;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Git URL taken apart. Every part is allow-listed; nothing is left to another parser to see differently.
record GitUrlParts(Kind kind, String user, String host, OptionalInt port, String path) {
    private static final Pattern URL = Pattern.compile(
            "(https|http|ssh|file)://(?:([^/@]*)@)?(\\[[0-9A-Fa-f:.]*]|[^/:@\\[\\]]*)(?::([^/@]*))?(/.*)");
    private static final Pattern SCP_LIKE = Pattern.compile("([^/:@]+)@([^/:@]+):(.+)");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}");
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*\\.?");
    /// Older resolvers read `127.1`, `0x7f.1` and `2130706433` as 127.0.0.1, newer ones refuse them: so do we.
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9._~/+@,:=-]++|%[0-9A-Fa-f]{2})++");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern CREDENTIALS = Pattern.compile("(?s)(://|^(?!.*://)(?=[^@]*:)).*@");
    private static final Pattern QUERY = Pattern.compile("(?s)[?#].*");
    private static final int MAX_PORT = 65_535;

    static GitUrlParts parse(String value) {
        if (value.isEmpty() || value.length() > GitUrl.MAX_LENGTH) {
            throw invalid(value, "it has 1 to " + GitUrl.MAX_LENGTH + " characters");
        }
        if (value.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
            throw invalid(value, "it has printable ASCII characters only; percent-encode others in the path");
        }
        var url = URL.matcher(value);
        if (url.matches()) {
            return ofUrl(value, url.toMatchResult());
        }
        var scp = SCP_LIKE.matcher(value);
        if (scp.matches() && !value.contains("://")) {
            return ofScpLike(value, scp.toMatchResult());
        }
        throw invalid(value, "use https://host/path, http://, ssh://user@host/path, git@host:path or file:///path");
    }

    private static GitUrlParts ofUrl(String value, MatchResult url) {
        var kind = Kind.valueOf(url.group(1).toUpperCase(Locale.ROOT));
        var user = url.group(2);
        if (user != null && (kind != Kind.SSH || user.contains(":"))) {
            throw invalid(value, "leave name, password and token out of it and store them as a credential");
        }
        if (user != null && !USER.matcher(user).matches()) {
            throw invalid(value, "the user name has letters, digits and . _ + - and does not begin with a dash");
        }
        var host = host(value, kind, url.group(3));
        var port = port(value, kind, url.group(4));
        return new GitUrlParts(kind, user == null ? "" : user, host, port, path(value, url.group(5)));
    }

    private static GitUrlParts ofScpLike(String value, MatchResult scp) {
        if (!USER.matcher(scp.group(1)).matches()) {
            throw invalid(value, "the user name has letters, digits and . _ + - and does not begin with a dash");
        }
        var host = host(value, Kind.SSH, scp.group(2));
        if (scp.group(3).startsWith("-") || scp.group(3).startsWith(":")) {
            throw invalid(value, "the path must not begin with a dash or a colon");
        }
        return new GitUrlParts(Kind.SSH, scp.group(1), host, OptionalInt.empty(), path(value, scp.group(3)));
    }

    private static String host(String value, Kind kind, String host) {
        if (kind == Kind.FILE) {
            if (!host.isEmpty()) {
                throw invalid(value, "a file URL names no host, write file:///path with three slashes");
            }
            return "";
        }
        if (IPV6.matcher(host).matches()) {
            return host.substring(1, host.length() - 1).toLowerCase(Locale.ROOT);
        }
        if (!HOST.matcher(host).matches()) {
            throw invalid(value, "the host has letters, digits, dots and dashes and begins with a letter or digit");
        }
        if (NUMERIC.matcher(host).matches() && !IPV4.matcher(host).matches()) {
            throw invalid(value, "an address is written as four numbers, such as 192.0.2.1");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static OptionalInt port(String value, Kind kind, @Nullable String port) {
        if (port == null) {
            return OptionalInt.empty();
        }
        if (kind == Kind.FILE || !PORT.matcher(port).matches()) {
            throw invalid(value, "the port is a number from 1 to " + MAX_PORT);
        }
        var number = Integer.parseInt(port);
        if (number < 1 || number > MAX_PORT) {
            throw invalid(value, "the port is a number from 1 to " + MAX_PORT);
        }
        return OptionalInt.of(number);
    }

    private static String path(String value, String path) {
        if (!PATH.matcher(path).matches()) {
            throw invalid(value, "the path has letters, digits and . _ ~ / + @ , : = - only; percent-encode others");
        }
        var decoded = decoded(path);
        if (decoded.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f || letter == '\\')) {
            throw invalid(value, "the path must not hide control characters or backslashes behind percent signs");
        }
        if (List.of(decoded.split("/", -1)).contains("..")) {
            throw invalid(value, "'..' is not allowed in its path");
        }
        if (decoded.chars().allMatch(letter -> letter == '/')) {
            throw invalid(value, "the path of the repository is missing");
        }
        return path;
    }

    /// Each percent-encoded byte as one character: enough to look for what must not be there.
    private static String decoded(String path) {
        return Pattern.compile("%([0-9A-Fa-f]{2})")
                .matcher(path)
                .replaceAll(hit ->
                        Matcher.quoteReplacement(Character.toString((char) HexFormat.fromHexDigits(hit.group(1)))));
    }

    /// What stands before an `@` or behind a `?` may be a secret somebody pasted, so the message does not
    /// repeat it.
    private static InvalidValueException invalid(String value, String allowed) {
        var shown = value.length() > GitUrl.MAX_LENGTH ? value.substring(0, GitUrl.MAX_LENGTH) : value;
        shown = CREDENTIALS.matcher(shown).replaceFirst("$1****@");
        shown = QUERY.matcher(shown).replaceFirst("?****");
        return new InvalidValueException("a git URL", shown, allowed);
    }
}
