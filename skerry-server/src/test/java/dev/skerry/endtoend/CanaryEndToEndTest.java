package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.Canary;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.deployments.CanaryView;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.Percentage;
import dev.skerry.api.values.RequestCount;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release that proves itself with a share of the requests, or does not.
class CanaryEndToEndTest {
    @TempDir
    private static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void givesAGoodReleaseItsShareAndThenEverythingAndLosesNoRequest() throws IOException {
        var application = create("good", 8, 20, 60);
        try (var crowd = new Crowd(installation, "good")) {
            installation.set(application, "COLOUR", "green");
            var second = installation.startDeployment(application);
            awaitWeight(second, 20);
            var before = new int[] {crowd.of(1), crowd.of(2)};
            awaitWeight(second, 60);
            var middle = new int[] {crowd.of(1), crowd.of(2)};
            var ended = installation.awaitEnd(second);

            assertThat(ended.status()).as(ended.toString()).isEqualTo(DeploymentStatus.SUCCESS);
            assertThat(canary(ended).state()).isEqualTo("passed");
            assertThat(share(middle[0] - before[0], middle[1] - before[1])).isBetween(15.0, 25.0);
            assertThat(share(canary(ended).requestsBefore(), canary(ended).requests()))
                    .as("as the router counts")
                    .isBetween(55.0, 65.0);
            assertThat(canary(ended).errors()).isZero();
            assertThat(crowd.bad()).as("requests that failed").isEmpty();
        }
        assertThat(installation.get("good", "/api/info").body()).containsPattern("\"release\":\"?v?2");
    }

    @Test
    void turnsAReleaseBackThatAnswersWithErrors() throws IOException {
        var application = create("bad", 120, 20, 60);
        installation.set(application, "FAIL_PERCENT", "50");
        try (var crowd = new Crowd(installation, "bad")) {
            var second = installation.deploy(application);

            assertThat(second.status()).as(second.toString()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(second.error())
                    .startsWith("The new release was turned back at 20 % of the requests: ")
                    .contains("of the new release failed, and 0 of ");
            assertThat(canary(second).state()).isEqualTo("turned_back");
            assertThat(canary(second).errors()).isPositive();
            assertThat(crowd.bad()).as("only what the release itself answered").containsOnlyKeys(500);
            var bad = crowd.bad();
            var good = crowd.of(1);
            installation.await("the old one answers on", () -> crowd.of(1) > good + 50);
            assertThat(crowd.bad()).isEqualTo(bad);
            var id = installation
                    .client()
                    .call(ApplicationRows.GET, new ApplicationInput(application))
                    .id();
            var instance = installation.server().instance();
            installation.await(
                    "the canary is gone",
                    () -> Leftovers.generation(instance, id, second.number()).isEmpty());
            assertThat(installation.log(second.id())).anyMatch(line -> line.startsWith("20 % of the requests go"));
        }
    }

    @Test
    void goesOnAtItsWeightWhenTheServerIsKilled() throws IOException {
        var application = create("killed", 10, 20, 60);
        try (var crowd = new Crowd(installation, "killed")) {
            installation.set(application, "COLOUR", "green");
            var second = installation.startDeployment(application);
            awaitWeight(second, 60);

            installation.server().kill();
            var before = new int[] {crowd.of(1), crowd.of(2)};
            installation.await("both serve", () -> crowd.of(1) > before[0] + 20 && crowd.of(2) > before[1] + 30);
            installation.server().startAgain();
            var ended = installation.awaitEnd(second);

            assertThat(ended.status()).as(ended.toString()).isEqualTo(DeploymentStatus.SUCCESS);
            assertThat(canary(ended).weight()).isEqualTo(60);
            assertThat(installation.log(second)).contains("Going on at 60 %");
            assertThat(crowd.bad()).as("requests that failed").isEmpty();
        }
    }

    private static ApplicationRef create(String name, int hold, int... weights) throws IOException {
        var repository = new SampleRepository("notes", folder.resolve(name));
        var canary = new Canary(
                IntStream.of(weights).mapToObj(Share::new).toList(),
                new Seconds(hold),
                new Percentage(5),
                new RequestCount(20));
        var application = installation.create(
                CreateApplication.of(new Name(name), new Source.Git(new GitUrl(repository.url()), null, null))
                        .checkedBy(Installation.HEALTH)
                        .replacedBy(canary));
        installation.deployed(application);
        return application;
    }

    private static void awaitWeight(DeploymentId deployment, int weight) {
        installation.await("%d %% in %s".formatted(weight, deployment), () -> {
            var view = installation.deployment(deployment);
            assertThat(view.status().isFinal()).as(view.toString()).isFalse();
            var canary = view.canary();
            return canary != null && canary.weight() == weight;
        });
    }

    private static CanaryView canary(DeploymentView deployment) {
        return Objects.requireNonNull(deployment.canary(), deployment::toString);
    }

    private static double share(long others, long canary) {
        assertThat(others + canary).as("enough to tell").isGreaterThan(50);
        return 100.0 * canary / (others + canary);
    }
}
