package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;

/// Where a Git repository is: `https://host/path`, `http://`, `ssh://user@host/path`, `git@host:path` or
/// `file:///path`. Any other transport (`ext::`, `git://`, a bare path) is refused, and so is a URL that carries a
/// password or token: those belong in a credential, because a URL is shown and logged.
public record GitUrl(@JsonValue String value) {
    public static final GrammarFormat FORMAT = new GrammarFormat(
            "a git URL",
            "must be https://host/path, http://, ssh://user@host/path, git@host:path or file:///path",
            "https://git.example.org/shop/notes.git");

    static final int MAX_LENGTH = 2_000;

    /// The transport a URL asks for.
    public enum Kind {
        HTTPS,
        HTTP,
        SSH,
        FILE
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GitUrl {
        var _ = GitUrlParts.parse(value);
    }

    public Kind kind() {
        return parts().kind();
    }

    /// The host name or address in lower case, an IPv6 address without its brackets; empty for `file://`.
    public String host() {
        return parts().host();
    }

    /// The port, when the URL names one.
    public OptionalInt port() {
        return parts().port();
    }

    /// The path of the repository as it stands in the URL: percent signs are not decoded.
    public String path() {
        return parts().path();
    }

    /// The name to log in with over SSH; empty when the URL names none.
    public String user() {
        return parts().user();
    }

    @Override
    public String toString() {
        return value;
    }

    private GitUrlParts parts() {
        return GitUrlParts.parse(value);
    }
}
