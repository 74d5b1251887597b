package dev.skerry.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program and its arguments, exactly as the kernel gets them: there is no shell, so nothing needs quoting and
/// nothing
/// can be injected. Commands are built by pure functions and compared whole in tests.
///
/// @param arguments the program first
/// @param environment added to a minimal environment (PATH, HOME, LANG); never the server's own
/// @param directory where it runs, or the server's own working directory
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        @Nullable Path directory) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("A command needs a program");
        }
    }

    public static Command of(String program, String... arguments) {
        var all = new ArrayList<String>();
        all.add(program);
        all.addAll(List.of(arguments));
        return new Command(all, Map.of(), null);
    }

    public Command with(String... more) {
        return with(List.of(more));
    }

    public Command with(List<String> more) {
        var all = new ArrayList<>(arguments);
        all.addAll(more);
        return new Command(all, environment, directory);
    }

    public Command environment(String name, String value) {
        var all = new HashMap<>(environment);
        all.put(name, value);
        return new Command(arguments, all, directory);
    }

    public Command in(Path folder) {
        return new Command(arguments, environment, folder);
    }

    public String program() {
        return arguments.getFirst();
    }

    /// The arguments alone: an environment may hold secrets.
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
