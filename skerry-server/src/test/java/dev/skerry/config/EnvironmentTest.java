package dev.skerry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.untrusted.AddressBlock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    @Test
    void keepsTenReleasesAndFiftyLogsUnlessItIsToldOtherwise() {
        assertThat(Environment.read(Map.of()).retention()).isEqualTo(new ServerConfig.Retention(10, 50));
        assertThat(Environment.read(Map.of("SKERRY_RELEASES_KEPT", "3", "SKERRY_DEPLOYMENT_LOGS_KEPT", "10000"))
                        .retention())
                .isEqualTo(new ServerConfig.Retention(3, 10_000));
    }

    @ParameterizedTest
    @CsvSource({"SKERRY_RELEASES_KEPT,0", "SKERRY_RELEASES_KEPT,1001", "SKERRY_DEPLOYMENT_LOGS_KEPT,0"})
    void keepsRetentionWithinItsBounds(String name, String value) {
        assertThatThrownBy(() -> Environment.read(Map.of(name, value)))
                .hasMessageContaining(name + ": must be from 1 to");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "512m,536870912", "2g,2147483648", "2G,2147483648", "10k,10240", "1t,1099511627776"})
    void readsSizes(String text, long bytes) {
        assertThat(sources("SKERRY_MAX_UPLOAD", text).maxUpload()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "-1", "1.5g", "1gb", "g", "2t", "999999999999999999t", "1 g"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> sources("SKERRY_MAX_UPLOAD", text))
                .hasMessageContaining("SKERRY_MAX_UPLOAD: must be")
                .hasMessageContaining("not '%s'".formatted(text));
    }

    @Test
    void readsAddressRanges() {
        assertThat(sources("SKERRY_PRIVATE_SOURCES", "10.0.0.0/8, fd00::/8,192.168.7.1")
                        .privateNetworks())
                .containsExactlyElementsOf(Stream.of("10.0.0.0/8", "fd00::/8", "192.168.7.1/32")
                        .map(AddressBlock::parse)
                        .toList());
        assertThat(sources("SKERRY_PRIVATE_SOURCES", "true").privateNetworks())
                .containsExactly(AddressBlock.parse("0.0.0.0/0"), AddressBlock.parse("::/0"));
        assertThat(sources("SKERRY_PRIVATE_SOURCES", "false").privateNetworks()).isEmpty();
        assertThat(sources("SKERRY_PRIVATE_SOURCES", "").privateNetworks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yes", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8,", "localhost", "10.0.0.0/8;x"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> sources("SKERRY_PRIVATE_SOURCES", text))
                .hasMessageContaining(
                        "SKERRY_PRIVATE_SOURCES: must be true, false, or ranges such as 10.0.0.0/8,fd00::/8");
    }

    @Test
    void readsPortsThatMayBePublished() {
        assertThat(Environment.read(Map.of()).publishedPorts()).containsExactly(new PortRange(1024, 65_535));
        assertThat(Environment.read(Map.of("SKERRY_PUBLISHED_PORTS", "25, 8000-8999"))
                        .publishedPorts())
                .containsExactly(new PortRange(25, 25), new PortRange(8000, 8999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "70000", "9-8", "8000-", "-1", "all", "25,", "1-65536"})
    void refusesWhatAreNoPorts(String text) {
        assertThatThrownBy(() -> Environment.read(Map.of("SKERRY_PUBLISHED_PORTS", text)))
                .hasMessageContaining("SKERRY_PUBLISHED_PORTS: must be ports");
    }

    private static ServerConfig.Sources sources(String name, String value) {
        return Environment.read(Map.of(name, value)).sources();
    }
}
