package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a container image: `[host[:port]/]path[:tag][@digest]`, by the grammar of the distribution project
/// (distribution/reference, regexp.go). Which registry a name without a host means is the engine's affair.
public record ImageReference(@JsonValue String value) {
    public static final GrammarFormat FORMAT = new GrammarFormat(
            "an image reference",
            "must be [host[:port]/]path[:tag][@sha256:...]",
            "registry.example.org/shop/notes:1.4");

    private static final int MAX_NAME_LENGTH = 255;
    private static final int MAX_LENGTH = MAX_NAME_LENGTH + 128 + 137;
    private static final String LATEST = "latest";
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final String HOST = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]{1,5})?";
    private static final String PART = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
    private static final String TAG = "[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}";
    private static final String DIGEST = "sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}";
    private static final Pattern WHOLE =
            Pattern.compile("(?:(?<host>%s)/)??(?<path>%s(?:/%s)*)(?::(?<tag>%s))?(?:@(?<digest>%s))?"
                    .formatted(HOST, PART, PART, TAG, DIGEST));
    private static final Pattern HOST_LIKE = Pattern.compile("localhost|.*[.:A-Z].*");
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImageReference {
        parse(value);
    }

    /// The registry's host with its port; empty when the name carries none.
    public String host() {
        var path = name();
        var slash = path.indexOf('/');
        return slash > 0 && HOST_LIKE.matcher(path.substring(0, slash)).matches() ? path.substring(0, slash) : "";
    }

    /// The path within the registry, such as `library/postgres`.
    public String path() {
        var host = host();
        return host.isEmpty() ? name() : name().substring(host.length() + 1);
    }

    /// Host and path, without tag and digest.
    public String name() {
        var match = parse(value);
        var host = match.group("host");
        return host == null ? match.group("path") : host + "/" + match.group("path");
    }

    public Optional<String> tag() {
        return Optional.ofNullable(parse(value).group("tag"));
    }

    /// The digest with its algorithm, such as `sha256:2c26...`.
    public Optional<String> digest() {
        return Optional.ofNullable(parse(value).group("digest"));
    }

    /// Whether the reference means the same image for ever.
    public boolean isPinned() {
        return digest().isPresent();
    }

    /// With the tag written out: `postgres` is `postgres:latest`. A pinned reference stays as it is.
    public ImageReference canonical() {
        return isPinned() || tag().isPresent() ? this : new ImageReference(value + ":" + LATEST);
    }

    /// As people write it: without `:latest`, and without a digest.
    public String familiar() {
        return tag().filter(tag -> !tag.equals(LATEST))
                .map(tag -> name() + ":" + tag)
                .orElse(name());
    }

    /// The same image repository, pinned; a tag stays for people to read.
    public ImageReference pinnedTo(String digest) {
        var tagged = tag().map(tag -> name() + ":" + tag).orElse(name());
        return new ImageReference(tagged + "@" + digest);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Matcher parse(String value) {
        var match = WHOLE.matcher(value);
        if (value.isEmpty() || value.length() > MAX_LENGTH || !match.matches()) {
            throw refused(value, "write it as [host[:port]/]path[:tag][@sha256:...] with a path in lower case");
        }
        if (ID.matcher(value).matches()) {
            throw refused(value, "64 hexadecimal digits are an image id, not a name");
        }
        if (value.split("[:@](?!.*/)", 2)[0].length() > MAX_NAME_LENGTH) {
            throw refused(value, "the name before the tag has at most 255 characters");
        }
        return match;
    }

    private static InvalidValueException refused(String value, String allowed) {
        return new InvalidValueException("an image reference", value, allowed);
    }
}
