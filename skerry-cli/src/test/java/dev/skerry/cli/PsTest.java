package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ListApplications;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What there is and what runs: `ps`, and the lists that are put together of several answers.
class PsTest {
    private final FakeSkerry server = new FakeSkerry();
    private final Typist typist = Typist.at(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void listsApplications() {
        assertThat(typist.types("ps --environment shop.test").code()).isZero();
        assertThat(server.onlyCall().input())
                .isEqualTo(new ListApplications(new EnvironmentRef("shop.test"), null, null, null));
    }

    @Test
    void showsWhatRunsOfOne() {
        assertThat(typist.types("ps notes").out()).startsWith("NAME").contains("TASK", "STATE");
        assertThat(server.onlyCall().operation()).isEqualTo("processes.list");
        assertThat(server.onlyCall().input()).isEqualTo(new ApplicationInput(new ApplicationRef("notes")));
        assertThat(typist.types("ps notes --json")).isEqualTo(typist.types("apps ps notes --json"));
    }

    @Test
    void refusesAListsOptionsForOne() {
        assertThat(typist.types("ps notes --search x")).isEqualTo(new Typist.Result(2, "", """
                        error: --search: belongs to the list of applications; leave it or APPLICATION out.
                        usage: skerry help ps
                        """));
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void listsTheEnvironmentsOfOneProject() {
        answerShop();
        assertThat(typist.types("environments shop").out()).isEqualTo("NAME  PROJECT\ntest  shop\n");
        assertThat(server.onlyCall().operation()).isEqualTo("projects.get");
    }

    @Test
    void listsTheEnvironmentsOfAll() {
        server.answer(ProjectRows.LIST, "{\"items\": [{\"name\": \"shop\"}], \"next\": \"MQ\"}");
        server.answer(ProjectRows.LIST, "{\"items\": []}");
        answerShop();
        assertThat(typist.types("environments list --json").out())
                .isEqualTo("{\"items\":[{\"name\":\"test\",\"project\":\"shop\"}]}\n");
        assertThat(server.calls())
                .extracting(FakeSkerry.Call::operation)
                .containsExactly("projects.list", "projects.get", "projects.list");
    }

    private void answerShop() {
        server.answer(ProjectRows.GET, """
                {"name": "shop", "environments": [{"name": "test", "project": "shop"}]}""");
    }
}
