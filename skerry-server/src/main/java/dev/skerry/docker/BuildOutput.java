package dev.skerry.docker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Turns what a builder writes into events, and remembers what a failure has to be told with. Reads both plain text
/// and buildx's `rawjson` (client.SolveStatus of BuildKit, one document a line): what is not such a document is
/// text.
final class BuildOutput {
    private static final int REMEMBERED = 40;
    /// Characters of a line or an error that are told; more is of use to nobody, and is remembered many times over.
    static final int MAX_TEXT = 8 * 1024;
    /// Characters of a step's name: a Dockerfile's RUN may be a whole script.
    static final int MAX_STEP = 300;
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");

    private final Consumer<BuildEvent> events;
    private final Masking masking;
    private final Map<String, BuildEvent.Step> steps = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final Map<String, StringBuilder> unfinishedLines = new HashMap<>();
    private final Deque<String> last = new ArrayDeque<>();
    private Optional<String> failedStep = Optional.empty();

    BuildOutput(Consumer<BuildEvent> events) {
        this(events, Masking.NONE);
    }

    BuildOutput(Consumer<BuildEvent> events, Masking masking) {
        this.events = events;
        this.masking = masking;
    }

    void line(String line) {
        var document = document(line);
        if (document.isMissingNode()) {
            said(line);
            return;
        }
        document.path("vertexes").forEach(this::vertex);
        document.path("logs").forEach(this::log);
    }

    /// The last lines, oldest first.
    List<String> lastLines() {
        return List.copyOf(last);
    }

    /// The step that failed, as long as the builder says so in a way that can be read.
    Optional<String> failedStep() {
        return failedStep;
    }

    private static JsonNode document(String line) {
        if (!line.startsWith("{\"")) {
            return Docker.JSON.missingNode();
        }
        try {
            var document = Docker.JSON.readTree(line);
            var isProgress = document.has("vertexes") || document.has("logs") || document.has("statuses");
            return isProgress ? document : Docker.JSON.missingNode();
        } catch (JacksonException e) {
            // A step may print half a JSON document; it is text like any other.
            return Docker.JSON.missingNode();
        }
    }

    /// A vertex is told again and again: each of its changes counts once.
    private void vertex(JsonNode vertex) {
        var id = vertex.path("digest").asString("");
        var name = shortened(masking.apply(vertex.path("name").asString("").replaceAll("\\s+", " ")), MAX_STEP);
        if (name.startsWith("[internal]") && !vertex.has("error")) {
            return;
        }
        var known = steps.get(id);
        var step = known == null ? new BuildEvent.Step(steps.size() + 1, name) : known;
        if (vertex.has("started") && steps.putIfAbsent(id, step) == null) {
            tell(new BuildEvent.StepStarted(step));
        }
        if (!vertex.has("completed") || !finished.add(id)) {
            return;
        }
        endLine(id);
        var time = Duration.between(time(vertex, "started"), time(vertex, "completed"));
        var error = shortened(masking.apply(vertex.path("error").asString("")), MAX_TEXT);
        if (error.isEmpty()) {
            tell(new BuildEvent.StepFinished(step, time, vertex.path("cached").asBoolean(false)));
        } else {
            failedStep = Optional.of(name);
            tell(new BuildEvent.StepFailed(step, time, error));
        }
    }

    private static Instant time(JsonNode vertex, String name) {
        return Instant.parse(vertex.path(name).asString("1970-01-01T00:00:00Z"));
    }

    private void log(JsonNode log) {
        var id = log.path("vertex").asString("");
        var data = Base64.getDecoder().decode(log.path("data").asString(""));
        var line = unfinishedLines.computeIfAbsent(id, _ -> new StringBuilder());
        line.append(new String(data, StandardCharsets.UTF_8));
        var from = 0;
        for (var end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n", from)) {
            said(line.substring(from, end));
            from = end + 1;
        }
        line.delete(0, from);
        if (line.length() > LogFrames.MAX_LINE) {
            endLine(id);
        }
    }

    private void endLine(String id) {
        var rest = unfinishedLines.remove(id);
        if (rest != null && !rest.isEmpty()) {
            said(rest.toString());
        }
    }

    private void said(String line) {
        var text = masking.apply(COLOURS.matcher(line).replaceAll("").stripTrailing());
        if (!text.isEmpty()) {
            tell(new BuildEvent.Said(shortened(text, MAX_TEXT)));
        }
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }

    private void tell(BuildEvent event) {
        events.accept(event);
        last.addLast(event.text());
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }
}
