package dev.skerry.runs;

import dev.skerry.api.deployments.LogKind;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.values.RunId;
import dev.skerry.db.Database;
import dev.skerry.db.WriteBehind;
import dev.skerry.docker.ContainerWatch;
import dev.skerry.docker.OutputLine;
import dev.skerry.secrets.Mask;
import java.util.Locale;

/// What a run writes, without secrets, up to a bound. Its lines are the container's, one for one, so that whoever takes
/// the run up again knows how many are here already. For one thread.
final class RunLog implements ContainerWatch.Log, AutoCloseable {
    static final int MAX_LINES = 20_000;
    static final int MAX_CHARACTERS = 10_000_000;
    private static final int MAX_LENGTH = 8_192;

    private final WriteBehind<LogLine> lines;
    private final Mask mask;
    private long offset;
    private long characters;

    RunLog(Database database, RunStore store, RunId run, Mask mask) {
        this.lines = new WriteBehind<>(
                "run-" + run, batch -> database.useTransaction(transaction -> store.append(transaction, run, batch)));
        this.mask = mask;
        var written = database.read(handle -> store.written(handle, run));
        this.offset = written.lines();
        this.characters = written.characters();
    }

    @Override
    public long heard() {
        return offset;
    }

    boolean isFull() {
        return offset >= MAX_LINES || characters >= MAX_CHARACTERS;
    }

    @Override
    public void add(OutputLine line) {
        if (isFull()) {
            return;
        }
        var text = clean(mask.hide(line.text()));
        offset++;
        characters += text.length();
        var shown = isFull() ? "(the output is kept up to here: %d lines)".formatted(offset) : text;
        var stream = line.stream();
        lines.add(new LogLine(
                offset,
                line.time(),
                stream.name().toLowerCase(Locale.ROOT),
                shown,
                stream == OutputLine.Stream.STDERR ? LogKind.ERROR_OUTPUT : LogKind.OUTPUT,
                null));
    }

    @Override
    public void close() {
        lines.close();
    }

    /// PostgreSQL texts hold no NUL; a line without end is cut.
    private static String clean(String text) {
        var whole = text.replace("\0", "\\0");
        return whole.length() <= MAX_LENGTH ? whole : whole.substring(0, MAX_LENGTH) + "...";
    }
}
