package dev.skerry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.monitoring.RequestPoint;
import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.monitoring.Counting.Minute;
import dev.skerry.monitoring.Counting.Place;
import dev.skerry.monitoring.RequestStore.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestStoreTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final OrganizationId OURS =
            new OrganizationId(UUID.fromString("00000000-0000-7000-8000-0000000000aa"));
    private static final UUID NOTES = UUID.fromString("00000000-0000-7000-8000-2c6f0b7e9d14");

    private final Database database = DATABASE.get();
    private final RequestStore store = new RequestStore();

    @BeforeAll
    static void makeAnApplication() {
        DATABASE.get()
                .useTransaction(transaction -> transaction
                        .handle()
                        .createScript("""
                INSERT INTO organizations (id, name, created_at) VALUES ('%s', 'ours', now());
                INSERT INTO projects (id, organization_id, name, created_at)
                    VALUES ('00000000-0000-7000-8000-0000000000bb', '%s', 'default', now());
                INSERT INTO environments (id, organization_id, project_id, name, created_at)
                    VALUES ('00000000-0000-7000-8000-0000000000cc', '%s', '00000000-0000-7000-8000-0000000000bb',
                        'production', now());
                INSERT INTO applications (id, organization_id, environment_id, name, label, source, settings, status,
                        created_at)
                    VALUES ('%s', '%s', '00000000-0000-7000-8000-0000000000cc', 'notes', 'notes', '{}', '{}',
                        'RUNNING', now());
                """.formatted(OURS, OURS, OURS, NOTES, OURS))
                        .execute());
    }

    @Test
    void addsUpWhatIsCountedOfAMinute() {
        var first = tally(200, 500);
        var second = tally(404);
        add(Map.of(new Minute("2c6f0b7e9d14", NOON), first));
        add(Map.of(new Minute("2c6f0b7e9d14", NOON), second, new Minute("ffffffffffff", NOON), tally(200)));

        var counted = since(OURS, NOON);

        assertThat(counted).extracting(Counted::minute).containsExactly(NOON);
        first.add(second);
        assertThat(counted.getFirst().tally().view()).isEqualTo(first.view());
        assertThat(since(new OrganizationId(UUID.randomUUID()), NOON))
                .as("of another organization")
                .isEmpty();
        assertThat(since(OURS, NOON.plusSeconds(1))).isEmpty();

        database.useTransaction(transaction -> store.removeBefore(transaction, NOON.plusSeconds(1)));

        assertThat(since(OURS, NOON)).isEmpty();
    }

    @Test
    void remembersToTheNanosecondHowFarTheLogWasRead() {
        var place = new Place(Instant.parse("2026-11-21T12:00:00.123456789Z"), 3);
        assertThat(place()).isEmpty();

        database.useTransaction(transaction -> store.setPlace(transaction, "edge", new Place(NOON, 1)));
        database.useTransaction(transaction -> store.setPlace(transaction, "edge", place));

        assertThat(place()).contains(place);
    }

    @Test
    void takesMinutesTogether() {
        var counted = List.of(
                new Counted(NOON.plusSeconds(60), tally(200)),
                new Counted(NOON.plusSeconds(240), tally(200, 200)),
                new Counted(NOON.plusSeconds(300), tally(500)));

        var points = RequestService.points(counted, 5);

        assertThat(points).extracting(RequestPoint::time).containsExactly(NOON, NOON.plusSeconds(300));
        assertThat(points).extracting(point -> point.counts().requests()).containsExactly(3L, 1L);
        assertThat(RequestService.step(Duration.ofHours(1))).isEqualTo(1);
        assertThat(RequestService.step(Duration.ofHours(3))).isEqualTo(5);
        assertThat(RequestService.step(Duration.ofDays(1))).isEqualTo(15);
        assertThat(RequestService.step(Duration.ofDays(8))).isEqualTo(120);
    }

    private List<Counted> since(OrganizationId organization, Instant since) {
        return database.read(handle -> store.since(handle, organization, NOTES, since));
    }

    private Optional<Place> place() {
        return database.read(handle -> store.place(handle, "edge"));
    }

    private void add(Map<Minute, Tally> tallies) {
        database.useTransaction(transaction -> store.add(transaction, tallies));
    }

    private static Tally tally(int... statuses) {
        var tally = new Tally();
        for (var status : statuses) {
            tally.add(new AccessLine("2c6f0b7e9d14", status, 100, 17));
        }
        return tally;
    }
}
