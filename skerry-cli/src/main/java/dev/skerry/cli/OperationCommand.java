package dev.skerry.cli;

import dev.skerry.api.Body;
import dev.skerry.api.Effect;
import dev.skerry.api.Feed;
import dev.skerry.api.Method;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.logs.RuntimeLine;
import dev.skerry.api.runs.RunView;
import dev.skerry.cli.input.Fields;
import dev.skerry.cli.input.InputException;
import dev.skerry.cli.output.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The command of a row of the catalogue.
final class OperationCommand {
    private static final int ACCEPTED = 202;
    private static final String CURSOR = "cursor";

    private OperationCommand() {}

    static Command of(Operation<?, ?> operation) {
        return new Command(
                operation.command(),
                operation.summary(),
                operation.input(),
                operation.positional(),
                operation.body(),
                isChange(operation),
                switches(operation),
                (session, input) -> run(operation, session, input));
    }

    /// Whether options say what to change in the thing that the arguments name.
    private static boolean isChange(Operation<?, ?> operation) {
        return operation.method() == Method.PATCH
                && operation.positional().stream()
                        .allMatch(name -> operation.path().contains("{%s}".formatted(name)));
    }

    /// Whether the answer is a deployment that has only begun.
    private static boolean startsDeployment(Operation<?, ?> operation) {
        return operation.status() == ACCEPTED && operation.output().item() == DeploymentView.class;
    }

    private static boolean startsRun(Operation<?, ?> operation) {
        return operation.status() == ACCEPTED && operation.output().item() == RunView.class;
    }

    private static Set<Switch> switches(Operation<?, ?> operation) {
        var switches = EnumSet.of(Switch.JSON);
        if (operation.effect() == Effect.DESTROY) {
            switches.add(Switch.YES);
        }
        if (startsDeployment(operation) || startsRun(operation)) {
            switches.add(Switch.DETACH);
        }
        if (operation.output().kind() == Output.Kind.PAGE && hasCursor(operation)) {
            switches.add(Switch.ALL);
        }
        return switches;
    }

    private static boolean hasCursor(Operation<?, ?> operation) {
        return Arrays.stream(operation.input().getRecordComponents())
                .anyMatch(component -> component.getName().equals(CURSOR));
    }

    static Exit run(Operation<?, ?> operation, Session session, ObjectNode input) throws IOException {
        if (operation.effect() == Effect.DESTROY && !Confirmation.given(session, operation, input)) {
            return ExitCode.USAGE;
        }
        var item = operation.output().item();
        switch (operation.output().kind()) {
            case ONE -> {
                var answer = answer(operation, session, input);
                if (startsDeployment(operation)) {
                    return new DeploymentProgress(session, answer).show();
                }
                if (startsRun(operation)) {
                    return new RunProgress(session, answer).show();
                }
                show(session, answer, item);
            }
            case PAGE -> showPage(session, page(operation, session, input), item, nothing(operation));
            case STREAM -> session.client().follow(operation, input, new Lines(session, item));
            case NONE -> {
                session.exchange(operation, input);
                if (!session.has(Switch.JSON)) {
                    session.print("Done.");
                }
            }
        }
        if (!session.has(Switch.JSON)) {
            Hints.after(operation, input).ifPresent(session::note);
        }
        return ExitCode.OK;
    }

    /// What is said of an empty list.
    private static String nothing(Operation<?, ?> operation) {
        return operation.effect() == Effect.READ ? "There are none." : "There was nothing to do.";
    }

    private static JsonNode answer(Operation<?, ?> operation, Session session, ObjectNode input) throws IOException {
        if (operation.body() == Body.FIELDS) {
            return session.exchange(operation, input);
        }
        var file = file(input);
        input.remove(Fields.FILE);
        return UploadProgress.upload(session, operation, input, file);
    }

    private static Path file(ObjectNode input) {
        var file = Path.of(input.path(Fields.FILE).asString());
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new InputException("FILE: there is no file '%s' that can be read.".formatted(file));
        }
        return file;
    }

    private static void show(Session session, JsonNode answer, Class<?> item) {
        if (session.has(Switch.JSON)) {
            session.print(answer.toString());
        } else {
            new Views(session.terminal()).details(answer, item).forEach(session::print);
        }
    }

    /// The page that was asked for, or with `--all` every page in one.
    private static JsonNode page(Operation<?, ?> operation, Session session, ObjectNode input) {
        var page = session.exchange(operation, input);
        if (!session.has(Switch.ALL)) {
            return page;
        }
        var all = input.objectNode();
        var items = all.putArray("items");
        page.path("items").forEach(items::add);
        while (page.hasNonNull("next")) {
            page = session.exchange(
                    operation, input.deepCopy().put(CURSOR, page.path("next").asString()));
            page.path("items").forEach(items::add);
        }
        return all;
    }

    static void showPage(Session session, JsonNode page, Class<?> item, String nothing) {
        if (session.has(Switch.JSON)) {
            session.print(page.toString());
            return;
        }
        if (page.path("items").isEmpty()) {
            session.note(nothing);
            return;
        }
        new Views(session.terminal()).table(page.path("items"), item).forEach(session::print);
        if (page.hasNonNull("next")) {
            session.note("There are more: --cursor %s, or --all."
                    .formatted(page.path("next").asString()));
        }
    }

    /// Prints what a stream brings until nobody reads any more.
    record Lines(Session session, Class<?> item) implements Feed.Receiver<JsonNode> {
        @Override
        public boolean accept(long id, JsonNode record) {
            texts(record).forEach(session::print);
            return isOpen();
        }

        @Override
        public boolean isOpen() {
            return !session.terminal().out().checkError();
        }

        private List<String> texts(JsonNode record) {
            if (session.has(Switch.JSON)) {
                return List.of(record.toString());
            }
            return item == LogLine.class || item == RuntimeLine.class
                    ? LogText.lines(record, session.terminal())
                    : List.of(new Views(session.terminal()).line(record, item));
        }
    }
}
