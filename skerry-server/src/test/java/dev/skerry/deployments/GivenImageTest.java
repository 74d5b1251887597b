package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.ImageReference;
import dev.skerry.docker.FakeImages;
import dev.skerry.docker.ImageState;
import dev.skerry.docker.Labels;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressBlock;
import dev.skerry.untrusted.AddressPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenImageTest {
    private static final Labels NONE = new Labels(Map.of());

    private final FakeImages images = new FakeImages();
    private final List<String> lines = new ArrayList<>();

    @Test
    void pullsAndPins() {
        images.putRemote(new ImageReference("notes:1"), image("a", "notes:1", NONE));

        assertThat(pin("notes:1")).isEqualTo(id("a"));
    }

    @Test
    void takesWhatTheOperatorHasPutOnTheServer() {
        images.put(image("a", "base:1", Labels.of("dev.skerry.recipe", "1")));

        assertThat(pin("base:1")).isEqualTo(id("a"));
        assertThat(lines).contains("Taking the image of that name that is on this server");
    }

    @Test
    void neverTakesWhatSkerryMadeForSomebody() {
        images.put(image("a", "skerry-app/0123456789ab:4", Labels.of(Labels.INSTANCE, "another")));
        images.put(image("b", "skerry-app/0123456789ab:5", NONE));
        images.put(image("c", "retagged:1", Labels.of(Labels.INSTANCE, "another")));
        images.put(image("d", "derived:1", Labels.of(Labels.APPLICATION, "notes")));

        for (var name : List.of("skerry-app/0123456789ab:4", "skerry-app/0123456789ab:5", "retagged:1", "derived:1")) {
            assertRefused(name, "cannot be pulled");
        }
    }

    @Test
    void neverTakesAnImageByTheBeginningOfItsId() {
        var found = image("c0ffee", "operators/secret:1", NONE);
        images.put(new ImageState(
                "c0ffee", found.tags(), List.of(), List.of(), List.of(), List.of(), "", NONE, 1, "amd64"));

        assertRefused("c0ffee", "cannot be pulled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:5000/notes:1", "localhost:5000/notes:1", "10.1.2.3/notes:1", "[::1]:5000/notes:1"})
    void pullsFromPrivateAddressesOnlyWhereTheyAreAllowed(String name) {
        images.putRemote(new ImageReference(name), image("a", name, NONE));

        assertRefused(name, "not a public address");
        assertThat(pin(
                        name,
                        new AddressPolicy(List.of(
                                AddressBlock.parse("127.0.0.0/8"),
                                AddressBlock.parse("10.0.0.0/8"),
                                AddressBlock.parse("::1")))))
                .isEqualTo(id("a"));
    }

    private String pin(String name) {
        return pin(name, AddressPolicy.PUBLIC_ONLY);
    }

    private String pin(String name, AddressPolicy registries) {
        return new GivenImage(images, registries).pin(new ImageReference(name), Cancellation.never(), lines::add);
    }

    private void assertRefused(String name, String why) {
        assertThatThrownBy(() -> pin(name))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessageContaining(why);
    }

    private static ImageState image(String digit, String name, Labels labels) {
        return new ImageState(
                id(digit), List.of(name), List.of(), List.of(), List.of(), List.of(), "", labels, 1, "amd64");
    }

    private static String id(String digits) {
        return "sha256:" + digits.repeat(64).substring(0, 64);
    }
}
