package dev.skerry.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.ProcessSettings;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.applications.SetFile;
import dev.skerry.api.applications.Volume;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.FileText;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.config.PortRange;
import dev.skerry.kernel.SkerryException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsPolicyTest {
    private static final HealthCheck DEFAULT = new HealthCheck.Tcp(HealthCheck.Timing.DEFAULT);
    private static final ProcessName WEB = new ProcessName("web");

    @ParameterizedTest
    @CsvSource({
        "60, 0, 2, interval",
        "60, 5, 0, timeout",
        "60, 71, 2, interval",
        "0, 11, 2, interval",
        "86400, 5, 2, startPeriod",
        "1800, 601, 2, interval",
        "60, 5, 301, timeout"
    })
    void refusesTimingsByWhichNoCheckCouldPass(int start, int interval, int timeout, String field) {
        refused("/healthCheck/timing/" + field, () -> SettingsPolicy.checked(settings(tcp(start, interval, timeout))));
    }

    @ParameterizedTest
    @CsvSource({"60, 5, 2", "60, 70, 2", "0, 10, 1", "1800, 600, 300"})
    void takesTimingsByWhichOneCan(int start, int interval, int timeout) {
        var settings = settings(tcp(start, interval, timeout));

        assertThat(SettingsPolicy.checked(settings)).isSameAs(settings);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void refusesACommandOfNoneOrTooManyArguments(int count) {
        var command =
                new HealthCheck.Command(Collections.nCopies(count, new Argument("true")), HealthCheck.Timing.DEFAULT);

        refused("/healthCheck/arguments", () -> SettingsPolicy.checked(settings(command)));
    }

    @Test
    void refusesAnHourToStopAndMore() {
        refused("/stopGrace", () -> SettingsPolicy.checked(settings(DEFAULT).with(WEB, stopping(3601))));
        assertThat(SettingsPolicy.checked(settings(DEFAULT).with(WEB, stopping(3600)))
                        .process(WEB))
                .isEqualTo(stopping(3600));
    }

    @Test
    void boundsHowManyThereAreOfEach() {
        var processes = IntStream.range(0, 51)
                .mapToObj(number -> new ProcessName("p" + number))
                .collect(Collectors.toMap(Function.identity(), _ -> ProcessSettings.DEFAULT));
        refused(
                "/process",
                () -> SettingsPolicy.checked(new Settings(
                        new PortNumber(1),
                        DEFAULT,
                        processes,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        new Seconds(0),
                        null,
                        null,
                        null)));
        refused(
                "/name",
                () -> SettingsPolicy.checked(settings(DEFAULT)
                        .withVolumes(IntStream.range(0, 51)
                                .mapToObj(number ->
                                        new Volume(new Name("v" + number), new ContainerPath("/v" + number), null))
                                .toList())));
        refused(
                "/published",
                () -> SettingsPolicy.checked(settings(DEFAULT)
                        .withPorts(IntStream.range(0, 51)
                                .mapToObj(SettingsPolicyTest::port)
                                .toList())));
    }

    @Test
    void countsTheBytesOfAFileAndNotItsCharacters() {
        var fifty = IntStream.range(0, 50).mapToObj(number -> "/etc/" + number).toList();

        SettingsPolicy.checkFiles(List.of(), file("/etc/a", "x".repeat(500_000)));
        SettingsPolicy.checkFiles(fifty, file("/etc/7", "x"));
        refused("/content", () -> SettingsPolicy.checkFiles(List.of(), file("/etc/a", "\u00fc".repeat(250_001))));
        refused("/content", () -> SettingsPolicy.checkFiles(List.of(), file("/etc/a", "")));
        refused("/path", () -> SettingsPolicy.checkFiles(fifty, file("/etc/a", "x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {9080, 9443, 2377, 4789, 7946, 22, 1023, 60_001})
    void refusesPortsThatAreSkerrysOrNotAllowed(int number) {
        refused("/published", () -> ports().check(port(number)));
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 1024, 60_000})
    void takesPortsTheOperatorAllows(int number) {
        ports().check(port(number));
    }

    private static PublishablePorts ports() {
        return new PublishablePorts(List.of(new PortRange(25, 25), new PortRange(1024, 60_000)), Set.of(9080, 9443));
    }

    private static PublishedPort port(int number) {
        return new PublishedPort(new PortNumber(Math.max(1, number)), new PortNumber(80), null, null);
    }

    private static SetFile file(String path, String content) {
        return new SetFile(new ApplicationRef("notes"), new ContainerPath(path), new FileText(content));
    }

    private static ProcessSettings stopping(int seconds) {
        return new ProcessSettings(null, null, null, null, null, new Seconds(seconds));
    }

    private static HealthCheck tcp(int start, int interval, int timeout) {
        return new HealthCheck.Tcp(new HealthCheck.Timing(
                new Seconds(start), new Seconds(interval), new Seconds(timeout), new Retries(3)));
    }

    private static Settings settings(HealthCheck check) {
        return new Settings(
                new PortNumber(8080),
                check,
                Map.of(),
                List.of(),
                List.of(),
                null,
                null,
                new Seconds(30),
                null,
                null,
                null);
    }

    private static void refused(String field, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
