package dev.skerry.cli;

import dev.skerry.cli.output.ConsolePrompt;
import dev.skerry.cli.output.Style;
import dev.skerry.cli.output.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/// The program.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var terminal = new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                new ConsolePrompt(),
                new Style(wantsColours(), columns()),
                InstantSource.system(),
                ZoneId.systemDefault());
        var code = new Skerry(terminal, System.getenv()).run(List.of(arguments));
        System.exit(code); // exit code
    }

    /// UTF-8 whatever the locale: what is written is the server's text.
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// The launcher asks the terminal, which Java cannot do; without one, a line is as long as it is.
    private static int columns() {
        var columns = Integer.getInteger("skerry.columns", 0);
        return columns > 0 ? columns : new Style(false).width();
    }

    /// The launcher knows whether standard output is a terminal, which Java only tells of input and output
    /// together.
    private static boolean wantsColours() {
        var isOff = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                || System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
        return !isOff && Boolean.getBoolean("skerry.terminal");
    }
}
