package dev.skerry.cli;

import dev.skerry.api.Operation;
import dev.skerry.cli.output.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells how far an upload is: a line for each tenth, as long as a person would otherwise wonder.
final class UploadProgress implements LongConsumer {
    private static final long WORTH_TELLING = 4L << 20;
    private static final int STEP = 10;
    private static final int WHOLE = 100;

    private final Session session;
    private final long size;
    private long told;

    private UploadProgress(Session session, long size) {
        this.session = session;
        this.size = size;
    }

    static JsonNode upload(Session session, Operation<?, ?> operation, ObjectNode input, Path file) throws IOException {
        var progress = new UploadProgress(session, Files.size(file));
        return session.client().upload(operation, input, file, progress);
    }

    @Override
    public void accept(long sent) {
        var percent = size == 0 ? WHOLE : sent * WHOLE / size;
        if (size >= WORTH_TELLING && percent >= told + STEP && !session.has(Switch.JSON)) {
            told = percent - percent % STEP;
            session.note("  %d %% of %s".formatted(told, Units.size(size)));
        }
    }
}
