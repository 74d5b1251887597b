package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Reads the progress of a pull or an import: one document a line, many a second while bytes flow. A layer is told
/// of only when something new happens to it.
final class PullProgress {
    private final String what;
    private final Consumer<String> lines;
    private final Map<String, String> told = new HashMap<>();
    private String last = "";

    private PullProgress(String what, Consumer<String> lines) {
        this.what = what;
        this.lines = lines;
    }

    /// Reads to the end of the body.
    ///
    /// @param what to complete "Docker could not ...": `pull image 'x'`
    /// @return the last thing that was said
    /// @throws SkerryException UNPROCESSABLE with the engine's words when it failed on the way
    static String read(InputStream body, String what, Consumer<String> lines) throws IOException {
        var progress = new PullProgress(what, lines);
        var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isBlank()) {
                progress.take(Docker.JSON.readTree(line));
            }
        }
        return progress.last;
    }

    private void take(JsonNode document) {
        var error = document.path("error").asString("");
        if (!error.isEmpty()) {
            throw new SkerryException(ErrorCode.UNPROCESSABLE, "Docker could not %s: %s".formatted(what, error));
        }
        var status = document.path("status").asString("");
        var layer = document.path("id").asString("");
        if (!status.isEmpty() && !status.equals(told.put(layer, status))) {
            last = status;
            lines.accept(layer.isEmpty() ? status : layer + ": " + status);
        }
    }
}
