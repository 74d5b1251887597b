package dev.skerry.cli;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.client.ProblemException;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.InvalidValueException;
import dev.skerry.cli.input.DeployTarget;
import dev.skerry.cli.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Deploys: an application from its own source, one from a repository, or the files of a folder.
final class Deploy {
    private Deploy() {}

    /// @param target an application, or with a slash or dot a folder; the folder one stands in when absent
    /// @param app what the folder is deployed to; named after the folder when absent
    /// @param environment where the application is, or is made
    /// @param git the repository of an application that is made
    /// @param create makes the application without asking when it is not there
    record Input(
            @Nullable DeployTarget target,
            @Nullable ApplicationRef app,
            @Nullable EnvironmentRef environment,
            @Nullable GitUrl git,
            @Nullable GitRef ref,
            @Nullable Boolean create,
            @Nullable Boolean force) {}

    static Command command() {
        return new Command(
                "deploy",
                "Deploys an application (deploy notes), a folder (deploy ./notes; the one you are in when nothing is named), or a repository (deploy notes --git URL), and follows the log to the end",
                Input.class,
                List.of("target"),
                Set.of(Switch.JSON, Switch.DETACH),
                Deploy::run);
    }

    private static ExitCode run(Session session, ObjectNode input) throws IOException {
        var target = text(input, "target").map(DeployTarget::new);
        var app = text(input, "app");
        if (text(input, "git").isPresent()) {
            return repository(session, input, application(input, app.or(() -> target.map(DeployTarget::value))));
        }
        var isFolder = app.isPresent() || target.map(DeployTarget::isFolder).orElse(true);
        if (!isFolder) {
            return named(session, input, target.map(DeployTarget::value).orElseThrow());
        }
        if (text(input, "ref").isPresent()) {
            throw new InputException("--ref: belongs to a repository, and this is a folder; leave it out.");
        }
        var folder = Path.of(target.map(DeployTarget::value).orElse("."));
        return new FolderDeployment(session, folder)
                .upload(name -> found(session, input, application(input, app.or(() -> Optional.of(name))), archive()))
                .map(name -> deploy(session, input, name))
                .orElse(ExitCode.USAGE);
    }

    /// A name is an application's; of a folder that is called so, one may have meant the folder.
    private static ExitCode named(Session session, ObjectNode input, String name) {
        try {
            return deploy(session, input, application(input, Optional.of(name)));
        } catch (ProblemException e) {
            if (e.code().filter(code -> code == ErrorCode.NOT_FOUND).isPresent() && Files.isDirectory(Path.of(name))) {
                session.note("To deploy the folder of that name: skerry deploy ./%s".formatted(name));
            }
            throw e;
        }
    }

    private static ExitCode repository(Session session, ObjectNode input, String application) {
        var url = input.path("git").asString();
        var source = Json.MAPPER.createObjectNode().put("type", "git").put("url", url);
        text(input, "ref").ifPresent(ref -> source.put("ref", ref));
        var found = found(session, input, application, source);
        if (found.isEmpty()) {
            return ExitCode.USAGE;
        }
        var present = found.get().path("source").path("url").asString("");
        if (!present.equals(url)) {
            throw new InputException(
                    "--git: '%s' is deployed from %s. Change its source first, or name another application."
                            .formatted(application, present.isEmpty() ? "something that is no repository" : present));
        }
        return deploy(session, input, application);
    }

    private static ExitCode deploy(Session session, ObjectNode input, String application) {
        var request = Json.MAPPER.createObjectNode().put("application", application);
        text(input, "ref").ifPresent(ref -> request.put("ref", ref));
        if (input.path("force").asBoolean(false)) {
            request.put("force", true);
        }
        return new DeploymentProgress(session, session.exchange(DeploymentRows.DEPLOY, request)).show();
    }

    /// The application, made when it is not there and somebody wants that; empty when nobody does.
    private static Optional<JsonNode> found(Session session, ObjectNode input, String application, ObjectNode source) {
        try {
            var name = Json.MAPPER.createObjectNode().put("application", application);
            return Optional.of(session.exchange(ApplicationRows.GET, name));
        } catch (ProblemException e) {
            if (e.code().filter(code -> code == ErrorCode.NOT_FOUND).isEmpty()) {
                throw e;
            }
            return wanted(session, input, application, e)
                    ? Optional.of(create(session, application, source))
                    : Optional.empty();
        }
    }

    private static boolean wanted(Session session, ObjectNode input, String application, ProblemException missing) {
        if (input.path("create").asBoolean(false)) {
            return true;
        }
        var prompt = session.terminal().prompt();
        if (!prompt.isPerson()) {
            session.note("With --create it is made.");
            throw missing;
        }
        var answer = prompt.ask("There is no application '%s'. Make it? [y/N] ".formatted(application))
                .orElse("");
        if (Confirmation.isYes(answer)) {
            return true;
        }
        session.note("Nothing was done.");
        return false;
    }

    private static JsonNode create(Session session, String application, ObjectNode source) {
        var dot = application.lastIndexOf('.');
        var request = Json.MAPPER.createObjectNode().put("name", application.substring(dot + 1));
        if (dot > 0) {
            request.put("environment", application.substring(0, dot));
        }
        request.set("source", source);
        var made = session.exchange(ApplicationRows.CREATE, request);
        session.note("Made the application %s.".formatted(made.path("ref").asString(application)));
        return made;
    }

    private static ObjectNode archive() {
        return Json.MAPPER.createObjectNode().put("type", "archive");
    }

    /// With its environment, when that was named beside it.
    private static String application(ObjectNode input, Optional<String> name) {
        var environment = text(input, "environment").map(text -> text + ".").orElse("");
        var whole = environment + name.orElseThrow(() -> new InputException("TARGET or --app is missing."));
        try {
            return new ApplicationRef(whole).value();
        } catch (InvalidValueException e) {
            throw new InputException("TARGET: " + e.getMessage());
        }
    }

    /// What a folder's name makes of an application's, as far as it can.
    static String nameOf(Path folder) {
        var last = folder.getFileName();
        var name = String.valueOf(last)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        if (last == null || name.isEmpty() || name.length() > 40) {
            throw new InputException("--app NAME is missing: the folder %s gives none.".formatted(folder));
        }
        return name;
    }

    private static Optional<String> text(ObjectNode input, String name) {
        return input.path(name).asStringOpt();
    }
}
