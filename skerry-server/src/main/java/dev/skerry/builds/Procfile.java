package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.InvalidValueException;
import dev.skerry.api.values.ProcessName;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.EntryName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The process types of an application: one `name: command` on each line, `#` begins a comment line. A plain
/// command runs as it stands, so that signals reach the program itself. One that needs a shell (a variable, a
/// pipe, a pattern, a builtin) runs as `/bin/sh -c LINE`; let such a line begin with `exec`, or the shell may
/// keep signals to itself.
public record Procfile(List<ProcessType> processes) {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_PROCESSES = 50;
    private static final Pattern LINE = Pattern.compile("([^:\\s]+)\\s*:\\s*(.*)");

    /// One process type.
    ///
    /// @param line the command as written
    /// @param arguments what to run, the program first
    public record ProcessType(String name, String line, List<String> arguments) {
        public ProcessType {
            arguments = List.copyOf(arguments);
        }
    }

    public Procfile {
        processes = List.copyOf(processes);
    }

    /// @throws SkerryException UNPROCESSABLE with the number of the line at fault
    public static Procfile parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("is longer than %d characters".formatted(MAX_LENGTH));
        }
        var lines = text.startsWith("\ufeff")
                ? text.substring(1).lines().toList()
                : text.lines().toList();
        var numbers = new LinkedHashMap<String, Integer>();
        var processes = new ArrayList<ProcessType>();
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var process = process(line, number);
            var earlier = numbers.putIfAbsent(process.name(), number);
            if (earlier != null) {
                throw invalid(number, "names '%s' again, as line %d does".formatted(process.name(), earlier));
            }
            processes.add(process);
        }
        if (processes.isEmpty() || processes.size() > MAX_PROCESSES) {
            throw invalid("names %d processes; 1 to %d are allowed".formatted(processes.size(), MAX_PROCESSES));
        }
        return new Procfile(processes);
    }

    public Optional<ProcessType> process(String name) {
        return processes.stream().filter(process -> process.name().equals(name)).findFirst();
    }

    /// What to run for one command line, by the rules above.
    ///
    /// @throws SkerryException UNPROCESSABLE when a quote is not closed
    public static List<String> arguments(String line) {
        return switch (ShellWords.parse(line)) {
            case ShellWords.Plain plain -> plain.words();
            case ShellWords.NeedsShell _ -> List.of("/bin/sh", "-c", line);
            case ShellWords.Unclosed open ->
                throw new SkerryException(
                        ErrorCode.UNPROCESSABLE, "The command has a %s that is not closed.".formatted(open.quote()));
        };
    }

    private static ProcessType process(String line, int number) {
        if (line.chars().anyMatch(letter -> (letter < ' ' && letter != '\t') || letter == 0x7f)) {
            throw invalid(number, "holds control characters");
        }
        var match = LINE.matcher(line);
        if (!match.matches()) {
            throw invalid(number, "is not of the form 'name: command'");
        }
        requireName(match.group(1), number);
        if (match.group(2).isEmpty()) {
            throw invalid(number, "has no command");
        }
        try {
            return new ProcessType(match.group(1), match.group(2), arguments(match.group(2)));
        } catch (SkerryException e) {
            throw invalid(number, "has a quote that is not closed");
        }
    }

    /// By the grammar that holds wherever a process is named, so that no name is refused later.
    private static void requireName(String name, int number) {
        try {
            ProcessName.FORMAT.check(name);
        } catch (InvalidValueException e) {
            throw invalid(
                    number,
                    "has a name that is not allowed, '%s': it %s"
                            .formatted(EntryName.shown(name), ProcessName.FORMAT.rule()));
        }
    }

    private static SkerryException invalid(int line, String what) {
        return invalid("has a fault: line %d %s".formatted(line, what));
    }

    private static SkerryException invalid(String what) {
        return new SkerryException(ErrorCode.UNPROCESSABLE, "The Procfile %s.".formatted(what));
    }
}
