package dev.skerry.cli;

import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.client.UnreachableException;
import dev.skerry.cli.output.Spans;
import dev.skerry.cli.output.Times;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows a deployment while it runs: its log, a line for each step that ends, and what came of it.
final class DeploymentProgress {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String SUCCESS = "success";

    private final Session session;
    private final JsonNode accepted;
    private final String id;
    private final String application;
    private final StepLines steps;
    private final ReentrantLock printing = new ReentrantLock();

    /// @param accepted the deployment as the server took it on
    DeploymentProgress(Session session, JsonNode accepted) {
        this.session = session;
        this.accepted = accepted;
        this.id = accepted.path("id").asString("");
        this.application = accepted.path("application").asString("");
        this.steps = new StepLines(session.terminal().style());
    }

    ExitCode show() {
        if (session.has(Switch.DETACH)) {
            session.print(session.has(Switch.JSON) ? accepted.toString() : id);
            return ExitCode.OK;
        }
        try (var _ = Detachment.announce(session.terminal(), howToComeBack())) {
            return session.has(Switch.JSON) ? waitInSilence() : follow();
        }
    }

    private String howToComeBack() {
        return "Detached: %s goes on. Come back: skerry deployments log %s; stop it: skerry deployments cancel %s"
                .formatted(title(), id, id);
    }

    private String title() {
        return "deployment %s of %s".formatted(accepted.path("number").asString("?"), application);
    }

    private ExitCode waitInSilence() {
        var deployment = ended();
        session.print(deployment.toString());
        return isSuccess(deployment) ? ExitCode.OK : ExitCode.FAILED;
    }

    private ExitCode follow() {
        session.print("Following %s, id %s".formatted(title(), id));
        var watcher = Thread.ofVirtual().name("steps").start(this::watchSteps);
        try {
            session.client().follow(DeploymentRows.LOG, input(), new LogPrinter());
        } finally {
            watcher.interrupt();
        }
        return verdict(ended());
    }

    /// While the log runs, the steps are looked at now and then.
    private void watchSteps() {
        try {
            while (!Thread.interrupted()) {
                printSteps(session.exchange(DeploymentRows.GET, input()));
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the log has ended
        } catch (CancellationException | UnreachableException | ProblemException e) {
            return; // the log tells whether the server is lost; the steps are shown at the end anyway
        }
    }

    private void printSteps(JsonNode deployment) {
        print(steps.fresh(deployment));
    }

    private void print(List<String> lines) {
        printing.lock();
        try {
            lines.forEach(session::print);
        } finally {
            printing.unlock();
        }
    }

    /// The deployment once it has ended: its log ends with it, so that there is hardly anything to wait for.
    private JsonNode ended() {
        var deployment = session.exchange(DeploymentRows.GET, input());
        while (!deployment.hasNonNull("finishedAt")) {
            rest();
            deployment = session.exchange(DeploymentRows.GET, input());
        }
        return deployment;
    }

    private ExitCode verdict(JsonNode deployment) {
        printSteps(deployment);
        var style = session.terminal().style();
        var time = Spans.of(deployment).map(Times::duration).orElse("some time");
        if (isSuccess(deployment)) {
            session.print(style.green(success(deployment, time)));
            printAddresses();
            return ExitCode.OK;
        }
        var status = deployment.path("status").asString("").replace('_', ' ');
        var error = deployment.path("error").asString("");
        session.note(style.red("error: %s %s after %s".formatted(title(), ended(status), time)));
        error.lines().forEach(line -> session.note("  " + line));
        session.note("its log: skerry deployments log " + id);
        return ExitCode.FAILED;
    }

    /// A deployment that found nothing changed makes no release.
    private String success(JsonNode deployment, String time) {
        return deployment.hasNonNull("release")
                ? "%s is live: release %s, after %s"
                        .formatted(application, deployment.path("release").asString(""), time)
                : "%s is live, as before: nothing has changed, after %s; --force deploys it anyway"
                        .formatted(application, time);
    }

    private static String ended(String status) {
        return status.equals("failed") ? status : "was " + status;
    }

    private void printAddresses() {
        try {
            var view = session.exchange(
                    ApplicationRows.GET, Json.MAPPER.createObjectNode().put("application", application));
            view.path("urls").forEach(url -> session.print("  " + url.asString("")));
        } catch (ProblemException | UnreachableException e) {
            session.note("its addresses: skerry apps get %s (%s)".formatted(application, e.getMessage()));
        }
    }

    private static boolean isSuccess(JsonNode deployment) {
        return deployment.path("status").asString("").equals(SUCCESS);
    }

    private ObjectNode input() {
        return Json.MAPPER.createObjectNode().put("deployment", id);
    }

    private static void rest() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a deployment ran");
        }
    }

    /// Prints the log between the steps.
    private final class LogPrinter implements Feed.Receiver<JsonNode> {
        @Override
        public boolean accept(long offset, JsonNode line) {
            print(LogText.lines(line, session.terminal()).stream()
                    .map(text -> "  " + text)
                    .toList());
            return true;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
