package dev.skerry.api.applications;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.UrlPath;
import java.util.List;

/// How to find out whether a task can serve.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = HealthCheck.Http.class, name = "http"),
    @JsonSubTypes.Type(value = HealthCheck.Tcp.class, name = "tcp"),
    @JsonSubTypes.Type(value = HealthCheck.Command.class, name = "command")
})
public sealed interface HealthCheck {
    /// How often and how patiently.
    Timing timing();

    /// GET on the path answers 2xx or 3xx.
    record Http(UrlPath path, Timing timing) implements HealthCheck {}

    /// The port accepts a connection: what holds when nothing else is said.
    record Tcp(Timing timing) implements HealthCheck {}

    /// A command inside the container of the web process ends with exit code 0. No shell is put before it.
    record Command(List<Argument> arguments, Timing timing) implements HealthCheck {
        public Command {
            arguments = List.copyOf(arguments);
        }
    }

    /// @param startPeriod how long a new task may take before it counts as failed
    record Timing(Seconds startPeriod, Seconds interval, Seconds timeout, Retries retries) {
        /// What holds of whatever is not said.
        public static final Timing DEFAULT =
                new Timing(new Seconds(60), new Seconds(5), new Seconds(2), new Retries(3));
    }
}
