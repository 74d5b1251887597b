package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Feed;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.catalogue.RunRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.projects.CreateEnvironment;
import dev.skerry.api.runs.FollowRun;
import dev.skerry.api.runs.StartRun;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProjectRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two environments with an application each: the containers of one cannot reach those of the other, by any name or
/// address they have.
class IsolationEndToEndTest {
    /// Asks each host that it is given, all at once, and says who answered. Beyond this machine somebody may answer for
    /// any address: the application is known by a header of its own.
    private static final String ASK = """
            const ask = host => new Promise(done => {
                const request = require('http').get({host, port: 8080, path: '/health'}, answer => {
                    answer.resume();
                    done(answer.headers['x-notes-version'] ? 'application' : 'nothing');
                });
                request.on('error', () => done('nothing'));
                setTimeout(() => { done('nothing'); request.destroy(); }, 4000);
            });
            Promise.all(process.argv.slice(1).map(async host => console.log(host, await ask(host))))
                .then(() => process.exit(0));
            """;

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static ApplicationRef left;
    private static ApplicationRef right;

    @BeforeAll
    static void deployOneInEachEnvironment() throws IOException {
        installation = new Installation(folder);
        var repository = new SampleRepository("notes", folder.resolve("notes"));
        left = create("left", null, repository); // makes project and environment
        installation
                .client()
                .call(
                        ProjectRows.CREATE_ENVIRONMENT,
                        new CreateEnvironment(new ProjectRef("default"), new Name("staging")));
        right = create("right", new EnvironmentRef("default.staging"), repository);
        var deployments =
                Stream.of(left, right).map(installation::startDeployment).toList();
        assertThat(deployments)
                .allSatisfy(deployment ->
                        assertThat(installation.awaitEnd(deployment).status()).isEqualTo(DeploymentStatus.SUCCESS));
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void reachesItsNeighboursAndNothingOfAnotherEnvironment() throws IOException {
        assertIsSeparate(left, right);
    }

    @Test
    void isNotReachedTheOtherWayRoundEither() throws IOException {
        assertIsSeparate(right, left);
    }

    private static void assertIsSeparate(ApplicationRef from, ApplicationRef to) throws IOException {
        var own = inItsNetwork(from);
        var others = Stream.of(names(to), inItsNetwork(to), onTheHostsBridge(to))
                .flatMap(List::stream)
                .toList();
        assertThat(own).isNotEmpty();
        assertThat(inItsNetwork(to)).isNotEmpty();
        var asked = new ArrayList<>(List.of(name(from)));
        asked.addAll(own);
        asked.addAll(others);

        var answers = ask(from, asked);

        assertThat(answers).containsOnlyKeys(asked).containsEntry(name(from), "application");
        assertThat(own).allSatisfy(address -> assertThat(answers).containsEntry(address, "application"));
        assertThat(others).allSatisfy(host -> assertThat(answers).containsEntry(host, "nothing"));
    }

    private static ApplicationRef create(
            String name, @Nullable EnvironmentRef environment, SampleRepository repository) {
        var source = new Source.Git(new GitUrl(repository.url()), null, null);
        return installation.create(new CreateApplication(
                new Name(name), environment, source, null, null, Installation.HEALTH, null, null, null, null, null));
    }

    private static String name(ApplicationRef application) {
        return installation.view(application).name();
    }

    /// Every name that Docker's name server may know it by.
    private static List<String> names(ApplicationRef application) throws IOException {
        var service = Leftovers.services(installation.server().instance()).stream()
                .filter(found -> found.contains(tail(application)))
                .toList();
        assertThat(service).isNotEmpty();
        return Stream.of(
                        Stream.of(name(application)),
                        service.stream(),
                        service.stream().map(found -> "tasks." + found),
                        containers(application).stream())
                .flatMap(names -> names)
                .toList();
    }

    private static List<String> inItsNetwork(ApplicationRef application) throws IOException {
        return containers(application).stream()
                .flatMap(container -> Leftovers.docker(
                        "inspect",
                        "--format",
                        "{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}",
                        container)
                        .stream())
                .filter(address -> !address.isBlank())
                .toList();
    }

    /// Through which tasks reach the outside: all environments share it.
    private static List<String> onTheHostsBridge(ApplicationRef application) throws IOException {
        var ids = containers(application).stream()
                .flatMap(container -> Leftovers.docker("inspect", "--format", "{{.Id}}", container).stream())
                .collect(Collectors.toSet());
        var addresses = Leftovers.docker(
                        "network",
                        "inspect",
                        "--format",
                        "{{range $id, $one := .Containers}}{{println $id $one.IPv4Address}}{{end}}",
                        "docker_gwbridge")
                .stream()
                .map(line -> line.split("[ /]"))
                .filter(words -> ids.contains(words[0]))
                .map(words -> words[1])
                .toList();
        assertThat(addresses).isNotEmpty();
        return addresses;
    }

    private static List<String> containers(ApplicationRef application) throws IOException {
        return Leftovers.containers(installation.server().instance()).stream()
                .filter(container -> container.startsWith("skerry-" + tail(application) + "-web-"))
                .toList();
    }

    /// The part of its id that is in the names of its services.
    private static String tail(ApplicationRef application) {
        return installation.view(application).id().toString().substring(24);
    }

    /// What a command beside the application gets from each host.
    private static Map<String, String> ask(ApplicationRef application, List<String> hosts) {
        var command = Stream.concat(Stream.of("node", "-e", ASK), hosts.stream())
                .map(Argument::new)
                .toList();
        var run = installation
                .client()
                .call(RunRows.START, new StartRun(application, command, null, null))
                .id();
        var answers = new TreeMap<String, String>();
        installation.client().call(RunRows.LOG, new FollowRun(run, null)).deliver(new Feed.Receiver<LogLine>() {
            @Override
            public boolean accept(long offset, LogLine line) {
                var words = line.text().split(" ");
                answers.put(words[0], words[words.length - 1]);
                return true;
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        });
        return answers;
    }
}
