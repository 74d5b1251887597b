package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A file or folder inside a repository or archive, with `/` between the parts; `.` is the whole of it. Kept in its
/// shortest form: `./web//app/` becomes `web/app`. It says nothing about links: whoever opens it checks the real path.
public record RelativePath(@JsonValue String value) {
    public static final GrammarFormat FORMAT = new GrammarFormat(
            "a path inside the source", "must be relative to its top folder, with / between the parts", "services/web");

    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_PART = 250;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9._@+=,~#][A-Za-z0-9._@+=,~# -]*(?<! )");

    /// The top folder itself.
    public static final RelativePath ROOT = new RelativePath(".");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RelativePath {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw invalid(value, "it has 1 to " + MAX_LENGTH + " characters; '.' is the top folder");
        }
        if (value.startsWith("/") || value.contains("\\")) {
            throw invalid(value, "it is relative to the top folder, with '/' between its parts");
        }
        var parts = parts(value);
        if (parts.contains("..")) {
            throw invalid(value, "'..' is not allowed, it must stay inside the folder");
        }
        if (parts.stream()
                .anyMatch(
                        part -> part.length() > MAX_PART || !PART.matcher(part).matches())) {
            throw invalid(
                    value,
                    "each part has 1 to " + MAX_PART + " of the letters and digits of ASCII, space and"
                            + " . _ @ + = , ~ # -, and does not begin with a dash or a space nor end with a space");
        }
        value = parts.isEmpty() ? "." : String.join("/", parts);
    }

    public boolean isRoot() {
        return value.equals(".");
    }

    /// This path below a folder.
    public Path in(Path folder) {
        return isRoot() ? folder : folder.resolve(value);
    }

    /// The path of a thing below this one.
    public RelativePath resolve(RelativePath below) {
        return new RelativePath(value + "/" + below.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static List<String> parts(String value) {
        return Stream.of(value.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.toUnmodifiableList());
    }

    private static InvalidValueException invalid(String value, String allowed) {
        return new InvalidValueException("a path inside the source", value, allowed);
    }
}
