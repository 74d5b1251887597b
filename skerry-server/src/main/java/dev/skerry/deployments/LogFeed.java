package dev.skerry.deployments;

import dev.skerry.api.Feed;
import dev.skerry.api.deployments.FollowLog;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.db.Database;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.List;

/// Delivers a deployment's log from an offset on, until the deployment has ended and every line is delivered.
final class LogFeed implements Feed<LogLine> {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_PER_SIGN_OF_LIFE = 25;

    private final Database database;
    private final DeploymentStore deployments;
    private final LogStore logs;
    private final Actor actor;
    private final FollowLog input;

    LogFeed(Database database, DeploymentStore deployments, LogStore logs, Actor actor, FollowLog input) {
        this.database = database;
        this.deployments = deployments;
        this.logs = logs;
        this.actor = actor;
        this.input = input;
    }

    /// A look at the log: what is new, and whether anything may follow. The status is read before the lines, as the
    /// last
    /// lines are stored before the end is.
    private record Look(boolean ended, List<LogLine> lines) {}

    @Override
    public void deliver(Receiver<LogLine> receiver) {
        var patience = Cancellation.never();
        var offset = input.after() == null ? 0 : input.after().value();
        for (var polls = 1; ; polls++) {
            var look = look(offset);
            for (var line : look.lines()) {
                if (!receiver.accept(line.offset(), line)) {
                    return;
                }
                offset = line.offset();
            }
            if (look.lines().isEmpty()) {
                if (look.ended() || (polls % POLLS_PER_SIGN_OF_LIFE == 0 && !receiver.isOpen())) {
                    return;
                }
                patience.sleep(POLL);
            }
        }
    }

    private Look look(long offset) {
        var ended = database.read(handle -> deployments.find(handle, actor.organization(), input.deployment()))
                .map(deployment -> deployment.status().isFinal())
                .orElse(true);
        return new Look(ended, database.read(handle -> logs.after(handle, input.deployment(), offset)));
    }
}
