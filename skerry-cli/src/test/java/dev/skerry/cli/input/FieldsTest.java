package dev.skerry.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Operation;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.catalogue.DeploymentRows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final Fields CREATE = Fields.of(CreateApplication.class, List.of("name"));
    private static final List<String> OPTIONS = List.of(
            "NAME",
            "--environment",
            "--source-git-url",
            "--source-git-ref",
            "--source-git-folder",
            "--source-git-credential",
            "--source-git-submodules",
            "--source-image",
            "--source-archive",
            "--build-method",
            "--build-context",
            "--build-dockerfile",
            "--build-target",
            "--build-arguments",
            "--build-publish",
            "--build-fallback",
            "--build-secrets",
            "--build-memory-limit",
            "--build-cpu-limit",
            "--port",
            "--health-check-http-path",
            "--health-check-http-timing-start-period",
            "--health-check-http-timing-interval",
            "--health-check-http-timing-timeout",
            "--health-check-http-timing-retries",
            "--health-check-tcp",
            "--health-check-tcp-timing-start-period",
            "--health-check-tcp-timing-interval",
            "--health-check-tcp-timing-timeout",
            "--health-check-tcp-timing-retries",
            "--health-check-command-arguments",
            "--health-check-command-timing-start-period",
            "--health-check-command-timing-interval",
            "--health-check-command-timing-timeout",
            "--health-check-command-timing-retries",
            "--strategy",
            "--canary-weights",
            "--canary-hold",
            "--canary-errors",
            "--canary-requests",
            "--watch",
            "--keep-releases",
            "--drain-timeout");

    @Test
    void laysNestedRecordsAndAlternativesFlat() {
        assertThat(CREATE.all().stream()
                        .map(field -> field.names().isEmpty()
                                ? field.label()
                                : field.names().getLast()))
                .containsExactlyElementsOf(OPTIONS);
    }

    @Test
    void knowsFriendlierNames() {
        assertThat(CREATE.all().stream()
                        .filter(field -> field.names().size() > 1)
                        .map(field -> field.names().getFirst()))
                .containsExactly(
                        "--git",
                        "--ref",
                        "--folder",
                        "--credential",
                        "--image",
                        "--archive",
                        "--health-path",
                        "--health-tcp");
    }

    @Test
    void tellsWhatMustBeGiven() {
        assertThat(CREATE.all().stream().filter(Field::required).map(Field::label))
                .containsExactly("NAME");
        assertThat(CREATE.all().stream().filter(Field::needed).map(Field::label))
                .containsExactly(
                        "NAME",
                        "--git",
                        "--image",
                        "--archive",
                        "--health-path",
                        "--health-tcp",
                        "--health-check-command-arguments");
    }

    @Test
    void takesMapsAsPairs() {
        var fields = Fields.of(SetVariables.class, List.of("application", "variables"));
        assertThat(fields.all()).extracting(Field::label).containsExactly("APPLICATION", "KEY=VALUE", "--plain");
    }

    @Test
    void findsTheFieldAnErrorPointsAt() {
        var http = CREATE.all().stream()
                .filter(field -> field.label().equals("--health-check-tcp-timing-retries"))
                .findFirst()
                .orElseThrow();
        var given = java.util.Map.of(http, List.of("3"));
        assertThat(CREATE.at("/healthCheck/timing/retries", given)).contains(http);
        assertThat(CREATE.at("/port", given).map(Field::label)).contains("--port");
        assertThat(CREATE.at("/moon", given)).isEmpty();
        var variables = Fields.of(SetVariables.class, List.of("application", "variables"));
        assertThat(variables.at("/variables/A", java.util.Map.of()).map(Field::label))
                .contains("KEY=VALUE");
    }

    @Test
    void neverGivesTwoFieldsOfACommandTheSameName() {
        assertThat(Catalogue.all()).isNotEmpty().allSatisfy(operation -> {
            var names = new ArrayList<String>();
            fields(operation).all().forEach(field -> names.addAll(field.names()));
            assertThat(names).doesNotHaveDuplicates();
        });
        assertThat(fields(DeploymentRows.DEPLOY).all()).extracting(Field::label).contains("--ref", "--force");
    }

    private static Fields fields(Operation<?, ?> operation) {
        return Fields.of(operation.input(), operation.positional());
    }
}
