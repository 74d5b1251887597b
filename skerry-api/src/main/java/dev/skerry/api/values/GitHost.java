package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A host of Git repositories, with its port where that is not the usual one: `git.example.org`,
/// `git.example.org:2222`, `[2001:db8::1]:22`. Upper and lower case are the same.
public record GitHost(@JsonValue String value) {
    public static final GrammarFormat FORMAT = new GrammarFormat(
            "a Git host",
            "must be a host name or address, with a port where it is not the usual one",
            "git.example.org");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GitHost {
        var url = parse(value);
        if (!url.path().equals("/x") || !url.user().isEmpty()) {
            throw new InvalidValueException(FORMAT.what(), value, FORMAT.rule());
        }
    }

    /// Whether the URL leads to this host and port.
    public boolean isOf(GitUrl url) {
        var usual = usualPort(url.kind());
        var own = parse(value);
        return usual > 0
                && own.host().equals(url.host())
                && own.port().orElse(usual) == url.port().orElse(usual);
    }

    private static int usualPort(GitUrl.Kind kind) {
        return switch (kind) {
            case HTTPS -> 443;
            case HTTP -> 80;
            case SSH -> 22;
            case FILE -> 0;
        };
    }

    private static GitUrlParts parse(String value) {
        try {
            return GitUrlParts.parse("ssh://" + value + "/x");
        } catch (InvalidValueException e) {
            throw new InvalidValueException(FORMAT.what(), value, FORMAT.rule());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
