package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.regex.Pattern;

/// What to take of a Git repository: a branch, a tag, a full name (`refs/heads/main`), a commit in full or by its first
/// 7 digits or more, or `HEAD` for the default branch. The rules are those of `git check-ref-format`, and narrower:
/// ASCII only, and none of the characters a shell gives a meaning to.
public record GitRef(@JsonValue String value) {
    public static final GrammarFormat FORMAT = new GrammarFormat(
            "a branch, tag or commit", "must be a name of Git's, or 7 to 40 digits of a commit", "main");

    private static final int MAX_LENGTH = 250;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._/+@#=,%-]+");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}|[0-9a-f]{64}");

    /// The default branch of whatever repository it is asked of.
    public static final GitRef HEAD = new GitRef("HEAD");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GitRef {
        var fault = fault(value);
        if (!fault.isEmpty()) {
            throw new InvalidValueException("a branch, tag or commit", value, fault);
        }
    }

    /// Whether this can be a commit's name or the beginning of one. A branch may look so too.
    public boolean looksLikeCommit() {
        return COMMIT.matcher(value).matches();
    }

    /// Whether this is a full reference name, which names a branch or a tag without doubt.
    public boolean isFullName() {
        return value.startsWith("refs/");
    }

    @Override
    public String toString() {
        return value;
    }

    private static String fault(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return "it has 1 to " + MAX_LENGTH + " characters";
        }
        if (!ALLOWED.matcher(value).matches()) {
            return "allowed are letters and digits of ASCII and . _ / + @ # = , % -";
        }
        if (value.startsWith("-")) {
            return "it must not begin with a dash";
        }
        if (value.equals("@") || value.contains("..") || value.endsWith(".")) {
            return "it must not be '@', hold '..' or end with a dot";
        }
        var segments = List.of(value.split("/", -1));
        if (segments.stream().anyMatch(part -> part.isEmpty() || part.startsWith(".") || part.endsWith(".lock"))) {
            return "no part between slashes may be empty, begin with a dot or end with '.lock'";
        }
        return "";
    }
}
