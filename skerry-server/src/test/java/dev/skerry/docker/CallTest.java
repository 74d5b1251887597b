package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTest {
    @Test
    void keepsWhateverASegmentHoldsInItsPlace() {
        var call = Call.get("inspect", "images", "../secrets?x=1&y #\r\nHost: evil/ü", "json");

        assertThat(call.target()).isEqualTo("/images/..%2Fsecrets%3Fx%3D1%26y%20%23%0D%0AHost%3A%20evil%2F%C3%BC/json");
    }

    @Test
    void keepsWhateverAParameterHoldsInItsPlace() {
        assertThat(Call.get("list", "tasks")
                        .query("a", "1&b=2")
                        .query("c", "+ ")
                        .target())
                .isEqualTo("/tasks?a=1%26b%3D2&c=%2B%20");
    }

    @Test
    void asksForObjectsThatCarryAllLabels() {
        var call = Call.get("list", "services").labelled(new Labels(Map.of("b", "2", "a", "1")));

        assertThat(call.query()).containsExactly(new Call.Parameter("filters", "{\"label\":[\"a=1\",\"b=2\"]}"));
    }

    @Test
    void filtersByAnyField() {
        assertThat(Call.get("list", "networks").filter("name", List.of("^x$")).query())
                .containsExactly(new Call.Parameter("filters", "{\"name\":[\"^x$\"]}"));
    }
}
