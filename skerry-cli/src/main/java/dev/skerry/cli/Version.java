package dev.skerry.cli;

import dev.skerry.api.NoInput;
import java.util.List;
import java.util.Set;

/// The version of this command line. The server's is `skerry system version`.
final class Version {
    private Version() {}

    static Command command() {
        return new Command(
                "version",
                "Shows the version of this command line",
                NoInput.class,
                List.of(),
                Set.of(),
                (session, input) -> {
                    session.print("skerry " + text());
                    return ExitCode.OK;
                });
    }

    /// As the jar's manifest says it.
    static String text() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
