package dev.skerry.config;

import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where the PostgreSQL database is and how it is used.
///
/// @param jdbcUrl without user and password
/// @param poolSize connections at most, 2 to 100
/// @param statementTimeout after which the server ends one statement, 1 s to 1 h
/// @param zone the session's time zone: UTC, but in tests, so that they notice SQL that depends on it
public record DatabaseConfig(
        String jdbcUrl, String user, Secret password, int poolSize, Duration statementTimeout, ZoneId zone) {
    private static final String POINTER = "/database/url";
    private static final String JDBC = "jdbc:";
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int POOL_SIZE = 10;
    private static final Duration LONGEST_STATEMENT = Duration.ofHours(1);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    public DatabaseConfig {
        if (poolSize < 2 || poolSize > 100) {
            throw SkerryException.invalid("/database/poolSize", "The pool size must be 2 to 100, not " + poolSize);
        }
        if (statementTimeout.toSeconds() < 1 || statementTimeout.compareTo(LONGEST_STATEMENT) > 0) {
            throw SkerryException.invalid(
                    "/database/statementTimeout", "The statement timeout must be 1 s to 1 h, not " + statementTimeout);
        }
    }

    public DatabaseConfig(String jdbcUrl, String user, Secret password) {
        this(jdbcUrl, user, password, POOL_SIZE, STATEMENT_TIMEOUT, UTC);
    }

    /// Reads `postgres://user:password@host:port/name?sslmode=require`, or the same as
    /// `jdbc:postgresql://host:port/name?user=...&password=...`. Other parameters reach the driver as they are.
    ///
    /// @throws SkerryException INVALID_INPUT that says what is missing and never shows the address, as it holds
    ///     the password
    public static DatabaseConfig parse(String url) {
        var uri = uri(url);
        var query = uri.getRawQuery() == null
                ? List.<String>of()
                : List.of(uri.getRawQuery().split("&"));
        var userInfo = uri.getRawUserInfo() == null
                ? List.<String>of()
                : List.of(uri.getRawUserInfo().split(":", 2));
        var user = part(userInfo, 0).or(() -> parameter(query, "user"));
        var password = part(userInfo, 1).or(() -> parameter(query, "password"));
        var rest = query.stream()
                .filter(item -> !item.isEmpty() && !item.startsWith("user=") && !item.startsWith("password="))
                .toList();
        return new DatabaseConfig(
                jdbcUrl(uri, rest), user.orElseThrow(() -> invalid("names no user")), new Secret(password.orElse("")));
    }

    public DatabaseConfig withPoolSize(int size) {
        return new DatabaseConfig(jdbcUrl, user, password, size, statementTimeout, zone);
    }

    public DatabaseConfig withStatementTimeout(Duration timeout) {
        return new DatabaseConfig(jdbcUrl, user, password, poolSize, timeout, zone);
    }

    public DatabaseConfig withZone(ZoneId sessionZone) {
        return new DatabaseConfig(jdbcUrl, user, password, poolSize, statementTimeout, sessionZone);
    }

    /// Host, port and database, for messages: no parameters, as they may hold secrets.
    public String address() {
        return Arrays.asList(jdbcUrl.substring("jdbc:postgresql://".length()).split("\\?", 2))
                .getFirst();
    }

    private static URI uri(String url) {
        var plain = url.strip();
        try {
            var uri = new URI(plain.startsWith(JDBC) ? plain.substring(JDBC.length()) : plain);
            if (!List.of("postgres", "postgresql").contains(String.valueOf(uri.getScheme()))) {
                throw invalid("must begin with postgres://, postgresql:// or jdbc:postgresql://");
            }
            if (uri.getHost() == null) {
                throw invalid("names no host, or more than one");
            }
            if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
                throw invalid("names no database");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw invalid("is no address: %s at character %d; write special characters of user and password as %%XX"
                    .formatted(e.getReason(), e.getIndex()));
        }
    }

    private static String jdbcUrl(URI uri, List<String> parameters) {
        var port = uri.getPort() < 0 ? 5432 : uri.getPort();
        var name = URLEncoder.encode(decode(uri.getRawPath().substring(1)), StandardCharsets.UTF_8);
        var query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        return "jdbc:postgresql://" + uri.getHost() + ":" + port + "/" + name + query;
    }

    private static Optional<String> part(List<String> parts, int index) {
        return parts.size() > index && !parts.get(index).isEmpty()
                ? Optional.of(decode(parts.get(index)))
                : Optional.empty();
    }

    private static Optional<String> parameter(List<String> query, String name) {
        return query.stream()
                .filter(item -> item.startsWith(name + "="))
                .map(item -> decode(item.substring(name.length() + 1)))
                .findFirst();
    }

    /// Unlike in a form, a plus in a user name is a plus.
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static SkerryException invalid(String what) {
        return SkerryException.invalid(
                POINTER, "The database address %s: expected postgres://user:password@host:port/name".formatted(what));
    }
}
