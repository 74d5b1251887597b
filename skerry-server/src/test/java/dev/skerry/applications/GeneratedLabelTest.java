package dev.skerry.applications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.values.Name;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GeneratedLabelTest {
    private static final UUID ID = UUID.fromString("019300aa-0000-7000-8000-0123456789ab");

    @Test
    void namesWhatIsNotTheDefault() {
        assertThat(candidates("notes", "production", "default"))
                .containsExactly("notes", "notes-6789ab", "notes-0123456789ab");
        assertThat(candidates("notes", "staging", "default")).startsWith("notes--staging");
        assertThat(candidates("notes", "staging", "shop")).startsWith("notes--staging--shop");
        assertThat(candidates("notes", "production", "shop")).startsWith("notes--shop");
    }

    @Test
    void keepsToWhatALabelMayBe() {
        var longest = "a".repeat(39) + "z";

        var candidates = candidates(longest, "b".repeat(40), "c".repeat(40));

        assertThat(candidates).hasSize(2).allSatisfy(label -> assertThat(label).hasSize(63));
        assertThat(candidates.getFirst()).startsWith(longest + "--bbb").endsWith("-6789ab");
    }

    @Test
    void leavesNoDashesWhereItIsCut() {
        var name = "a".repeat(40);

        assertThat(candidates(name, "b".repeat(13), "c".repeat(40)).getFirst())
                .isEqualTo(name + "--" + "b".repeat(13) + "-6789ab");
    }

    private static List<String> candidates(String name, String environment, String project) {
        return GeneratedLabel.candidates(
                ID, new Application.Place(new UUID(0, 1), new Name(environment), new Name(project)), name);
    }
}
