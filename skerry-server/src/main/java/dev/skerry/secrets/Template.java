package dev.skerry.secrets;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.VariableName;
import dev.skerry.kernel.SkerryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value taken apart: text, and references of the form `${{NAME}}` or `${{project.NAME}}`. `$${{` is the text `${{`.
/// Pure.
record Template(List<Part> parts) {
    private static final String BEGIN = "${{";
    private static final String ESCAPE = "$";
    private static final String END = "}}";

    Template {
        parts = List.copyOf(parts);
    }

    /// A piece of a value.
    sealed interface Part {
        record Text(String text) implements Part {}

        /// @param level where the variable stands; null for the nearest that has it
        record Reference(@Nullable Level level, String name) implements Part {
            @Override
            public String toString() {
                return level == null ? "${{%s}}".formatted(name) : "${{%s.%s}}".formatted(level.noun(), name);
            }
        }
    }

    /// @throws SkerryException UNPROCESSABLE; the message tells the place, never the text, which may be secret
    static Template of(String value) {
        var parts = new ArrayList<Part>();
        var text = new StringBuilder();
        var at = 0;
        for (var begin = value.indexOf(BEGIN); begin >= 0; begin = value.indexOf(BEGIN, at)) {
            if (value.startsWith(ESCAPE, begin - 1) && begin - 1 >= at) {
                text.append(value, at, begin - 1).append(BEGIN);
                at = begin + BEGIN.length();
                continue;
            }
            text.append(value, at, begin);
            var end = value.indexOf(END, begin);
            if (end < 0) {
                throw fault("the ${{ at character %d has no }}", begin);
            }
            addText(parts, text);
            parts.add(reference(value.substring(begin + BEGIN.length(), end), begin));
            at = end + END.length();
        }
        text.append(value, at, value.length());
        addText(parts, text);
        return new Template(parts);
    }

    private static void addText(List<Part> parts, StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text.toString()));
            text.setLength(0);
        }
    }

    private static Part.Reference reference(String written, int begin) {
        var inside = written.strip();
        var dot = inside.indexOf('.');
        var level = dot < 0 ? Optional.<Level>empty() : Level.named(inside.substring(0, dot));
        var name = inside.substring(dot + 1);
        if ((dot >= 0 && level.isEmpty())
                || !VariableName.FORMAT.pattern().matcher(name).matches()) {
            throw fault("what stands in the ${{ }} at character %d is no reference", begin);
        }
        return new Part.Reference(level.orElse(null), name);
    }

    private static SkerryException fault(String what, int begin) {
        return new SkerryException(
                ErrorCode.UNPROCESSABLE,
                what.formatted(begin + 1)
                        + "; write ${{NAME}}, ${{environment.NAME}} or ${{project.NAME}}, and $${{ for the text itself");
    }
}
