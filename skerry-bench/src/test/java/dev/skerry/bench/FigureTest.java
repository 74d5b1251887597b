package dev.skerry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void tellsTheMedianAgainstItsBaseline() {
        var figure = new Figure("deploy.total", "s", List.of(3.0, 1.0, 2.2222), List.of(2.0, 4.0));

        assertThat(figure.json())
                .isEqualTo("{\"name\":\"deploy.total\",\"value\":2.222,\"unit\":\"s\",\"baseline\":3,\"ratio\":0.741,"
                        + "\"runs\":3,\"min\":1,\"max\":3}");
    }

    @Test
    void tellsNoRatioWithoutABaseline() {
        assertThat(Figure.count("rollout.requests", "requests", 20_000).json())
                .isEqualTo("{\"name\":\"rollout.requests\",\"value\":20000,\"unit\":\"requests\",\"runs\":1,"
                        + "\"min\":20000,\"max\":20000}");
    }

    @Test
    void refusesToTellWhatWasNotMeasured() {
        assertThatThrownBy(() -> Figure.of("api.rate", "requests/s", List.of())).hasMessageContaining("api.rate");
    }
}
