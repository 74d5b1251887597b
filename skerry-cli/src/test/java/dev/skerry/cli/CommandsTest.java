package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Operation;
import dev.skerry.api.catalogue.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final Commands commands = new Commands();

    @Test
    void findsTheLongestCommandAndLeavesTheRest() {
        assertFound("apps create notes", "apps create", "notes");
        assertFound("env set notes A=1 B=2", "env set", "notes", "A=1", "B=2");
        assertFound("deploy notes", "deploy", "notes");
    }

    @Test
    void takesANounAloneForItsList() {
        assertFound("apps", "apps list");
        assertFound("releases notes", "releases list", "notes");
        assertFound("env notes", "env list", "notes");
        assertFound("apps lst", "apps list", "lst");
    }

    @Test
    void findsNothingForOtherWords() {
        assertThat(commands.find(List.of("moon"))).isEmpty();
        assertThat(commands.find(List.of())).isEmpty();
    }

    @Test
    void guessesWhatASlipMeant() {
        assertThat(commands.nearest(List.of("deplyo", "notes"))).contains("deploy");
        assertThat(commands.nearest(List.of("ap"))).contains("apps");
        assertThat(commands.nearest(List.of("apps", "gte", "notes"))).contains("apps get");
        assertThat(commands.nearest(List.of("elephants"))).isEmpty();
        assertThat(commands.nearest(List.of("apps", "elephants"))).isEmpty();
        assertThat(commands.nearest(List.of())).isEmpty();
    }

    @Test
    void keepsShortCommandsApartFromThoseOfTheCatalogue() {
        assertThat(Catalogue.all().stream().map(Operation::command))
                .doesNotContainAnyElementsOf(
                        commands.everyday().stream().map(Command::words).toList())
                .doesNotContain("help");
        assertThat(commands.all())
                .hasSize(Catalogue.all().size()
                        + commands.everyday().size()
                        + List.of("environments list").size());
    }

    private void assertFound(String typed, String words, String... rest) {
        var match = commands.find(List.of(typed.split(" "))).orElseThrow();
        assertThat(match.command().words()).isEqualTo(words);
        assertThat(match.rest()).containsExactly(rest);
    }
}
