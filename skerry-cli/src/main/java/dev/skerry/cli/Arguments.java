package dev.skerry.cli;

import dev.skerry.cli.input.Field;
import dev.skerry.cli.input.Fields;
import dev.skerry.cli.input.InputException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what was typed behind a command, by the customs of GNU: `--option value` or `--option=value` in any place,
/// `--flag`, short options of one letter, and `--` before what may begin with a dash.
final class Arguments {
    static final List<String> HELP = List.of("-h", "--help");
    private static final String END_OF_OPTIONS = "--";

    private final Fields fields;
    private final Set<Switch> known;
    private final Iterator<String> typed;
    private final List<String> positional = new ArrayList<>();
    private final Map<Field, List<String>> texts = new LinkedHashMap<>();
    private final Set<Switch> switches = EnumSet.noneOf(Switch.class);
    private boolean asksForHelp;

    private Arguments(Fields fields, Set<Switch> known, List<String> typed) {
        this.fields = fields;
        this.known = known;
        this.typed = typed.iterator();
    }

    /// What was typed, taken apart but not yet checked.
    record Given(Map<Field, List<String>> texts, Set<Switch> switches, boolean asksForHelp) {}

    /// @throws InputException when an option is unknown or has no value, or there are too many arguments
    static Given parse(Fields fields, Set<Switch> known, List<String> typed) {
        return new Arguments(fields, known, typed).parse();
    }

    private Given parse() {
        while (typed.hasNext()) {
            var text = typed.next();
            if (isRest()) {
                positional.add(text);
            } else if (text.equals(END_OF_OPTIONS)) {
                typed.forEachRemaining(positional::add);
            } else if (text.startsWith("-") && text.length() > 1) {
                option(text);
            } else {
                positional.add(text);
            }
        }
        if (!asksForHelp) {
            placePositional();
        }
        return new Given(texts, switches, asksForHelp);
    }

    /// Whether a command of somebody else's has begun, whose options are its own: `run notes ls -l`.
    private boolean isRest() {
        var places = fields.all().stream().filter(Field::isPositional).toList();
        return !places.isEmpty() && places.getLast().isForeign() && positional.size() >= places.size();
    }

    private void option(String text) {
        var equals = text.startsWith(END_OF_OPTIONS) ? text.indexOf('=') : -1;
        var name = equals < 0 ? text : text.substring(0, equals);
        var value = equals < 0 ? Optional.<String>empty() : Optional.of(text.substring(equals + 1));
        var chosen =
                known.stream().filter(choice -> choice.names().contains(name)).findFirst();
        if (chosen.isPresent()) {
            if (value.isPresent()) {
                throw new InputException("%s: takes no value.".formatted(name));
            }
            switches.add(chosen.get());
        } else if (HELP.contains(name)) {
            asksForHelp = true;
        } else {
            field(name, value);
        }
    }

    private void field(String name, Optional<String> value) {
        var field = fields.all().stream()
                .filter(candidate -> candidate.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new InputException("There is no option %s here.%s".formatted(name, guess(name))));
        var text = field.isFlag() ? value.orElse("true") : value.orElseGet(() -> next(name));
        var given = texts.computeIfAbsent(field, _ -> new ArrayList<>());
        if (!given.isEmpty() && !field.isPlural()) {
            throw new InputException("%s: is given twice.".formatted(name));
        }
        given.add(text);
    }

    private String guess(String name) {
        var options = Stream.concat(
                fields.all().stream().flatMap(field -> field.names().stream()),
                known.stream().flatMap(choice -> choice.names().stream()));
        var words = options.filter(option -> option.startsWith(END_OF_OPTIONS))
                .map(option -> option.substring(END_OF_OPTIONS.length()));
        return Words.nearest(name.replaceFirst("^-+", ""), words)
                .map(" Did you mean --%s?"::formatted)
                .orElse("");
    }

    private String next(String name) {
        if (!typed.hasNext()) {
            throw new InputException("%s: has no value.".formatted(name));
        }
        return typed.next();
    }

    /// One after the other; the last of them takes all the rest when it may be given more than once.
    private void placePositional() {
        var left = positional.iterator();
        for (var field : fields.all()) {
            if (field.isPositional() && left.hasNext()) {
                var given = new ArrayList<>(List.of(left.next()));
                if (field.isPlural()) {
                    left.forEachRemaining(given::add);
                }
                texts.put(field, given);
            }
        }
        if (left.hasNext()) {
            throw new InputException("'%s' is too much here.".formatted(left.next()));
        }
    }
}
