package dev.skerry.logs;

import static dev.skerry.logs.Entries.NOON;
import static dev.skerry.logs.Entries.err;
import static dev.skerry.logs.Entries.out;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.logs.Entry.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final List<Entry> LINES = List.of(
            out(NOON, "web.1.aaaa", "one"),
            out(NOON, "web.1.aaaa", "two at the same time"),
            err(NOON.minusNanos(1), "web.1.aaaa", "an error of a moment before"),
            out(NOON, "web.2.bbbb", "another task"));

    @Test
    void takesEachLineOnce() {
        var places = new Places();
        var first = places.new Reading();
        assertThat(LINES).allMatch(first::isNew);

        var again = places.new Reading();
        assertThat(LINES).noneMatch(again::isNew);
        assertThat(again.isNew(out(NOON, "web.1.aaaa", "three at the same time")))
                .isTrue();
        assertThat(again.isNew(out(NOON.plusNanos(1), "web.1.aaaa", "later"))).isTrue();
        assertThat(again.isNew(out(NOON.plusNanos(1), "web.1.aaaa", "as late"))).isTrue();
        assertThat(again.isNew(out(NOON.minusSeconds(9), "web.1.cccc", "a task that was late")))
                .isTrue();
    }

    @Test
    void goesOnInTheMiddleOfLinesOfTheSameTime() {
        var places = new Places();
        places.take(LINES.getFirst());

        var again = places.new Reading();

        assertThat(again.isNew(LINES.get(0))).isFalse();
        assertThat(again.isNew(LINES.get(1))).isTrue();
    }

    @Test
    void survivesBeingWrittenDown() {
        var places = new Places();
        LINES.forEach(places::take);

        var read = Places.decode(places.encode());

        assertThat(places.encode())
                .isEqualTo("web.1.aaaa=STDERR=1763726399999999999=1 web.1.aaaa=STDOUT=1763726400000000000=2"
                        + " web.2.bbbb=STDOUT=1763726400000000000=1");
        assertThat(read.encode()).isEqualTo(places.encode());
        assertThat(read.earliest()).contains(NOON.minusNanos(1));
        assertThat(Places.decode("").isEmpty()).isTrue();
    }

    @Test
    void doesNotTakeAgainWhatANoteSpeaksOf() {
        var places = new Places();
        places.take(LINES.getFirst());
        places.take(new Entry(Kind.NOTE, NOON.plusSeconds(1), 1, "web.1.aaaa", "some lines are left out"));

        var again = places.new Reading();

        assertThat(again.isNew(out(NOON.plusSeconds(1), "web.1.aaaa", "left out")))
                .isFalse();
        assertThat(again.isNew(out(NOON.plusSeconds(2), "web.1.aaaa", "after it")))
                .isTrue();
    }

    @Test
    void forgetsTheOldestOfVeryMany() {
        var places = new Places();
        for (var i = 0; i < 500; i++) {
            places.take(out(NOON.plusSeconds(i), "web.1." + i, "crash"));
        }

        assertThat(places.earliest()).contains(NOON.plusSeconds(100));
    }
}
