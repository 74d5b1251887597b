package dev.skerry.cli;

import dev.skerry.cli.input.Field;
import dev.skerry.cli.input.Fields;
import dev.skerry.cli.input.InputException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads texts of several lines from files: `@FILE`, and `@-` for standard input. Certificates, keys and the like are
/// in files already, and nobody types them.
final class Documents {
    static final String MARK = "@";

    private Documents() {}

    /// @throws InputException when there is no such file; its message names the option
    static Map<Field, List<String>> read(Fields fields, Map<Field, List<String>> given) throws IOException {
        var all = new LinkedHashMap<>(given);
        for (var field : fields.all()) {
            var text = given.getOrDefault(field, List.of());
            if (field.isDocument() && text.size() == 1 && text.getFirst().startsWith(MARK)) {
                all.put(field, List.of(read(field, text.getFirst().substring(MARK.length()))));
            }
        }
        return all;
    }

    private static String read(Field field, String path) throws IOException {
        try {
            return new LocalFile(path).text();
        } catch (IllegalArgumentException | InputException e) {
            throw new InputException("%s: %s".formatted(field.label(), e.getMessage()));
        }
    }
}
