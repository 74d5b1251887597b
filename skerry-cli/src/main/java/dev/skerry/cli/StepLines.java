package dev.skerry.cli;

import dev.skerry.cli.output.Printable;
import dev.skerry.cli.output.Spans;
import dev.skerry.cli.output.Style;
import dev.skerry.cli.output.Times;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The steps of a deployment that have ended since one last looked, a line each: what, how long, with which result.
final class StepLines {
    private static final int NAME_WIDTH = 10;
    private static final int TIME_WIDTH = 12;
    private static final String DONE = "done";

    private final Style style;
    private final Set<String> shown = new HashSet<>();

    StepLines(Style style) {
        this.style = style;
    }

    /// @param deployment as the server shows it now
    List<String> fresh(JsonNode deployment) {
        return deployment
                .path("steps")
                .valueStream()
                .filter(step -> step.hasNonNull("finishedAt"))
                .filter(step -> shown.add(
                        step.path("name").asString("") + step.path("finishedAt").asString("")))
                .map(this::line)
                .toList();
    }

    private String line(JsonNode step) {
        var status = step.path("status").asString("");
        var time = Spans.of(step).map(Times::duration).orElse("");
        var detail = step.path("detail").asString("").lines().findFirst().orElse("");
        var result = status.equals(DONE) ? detail : "%s %s".formatted(style.status(status), detail);
        var head = "%s %s"
                .formatted(
                        pad(Printable.line(step.path("name").asString(""), style), NAME_WIDTH), pad(time, TIME_WIDTH));
        return style.bold(head) + " " + Printable.line(result.strip(), style);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
