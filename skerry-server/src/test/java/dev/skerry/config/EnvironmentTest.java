package dev.skerry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.values.HostName;
import dev.skerry.untrusted.AddressBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final Pattern SETTINGS = Pattern.compile("SKERRY_[A-Z_]+");
    private static final Pattern NAMES = Pattern.compile("`(SKERRY_[A-Z_]+)`");

    /// What Skerry tells applications stands in the same document.
    private static final Set<String> OF_APPLICATIONS =
            Set.of("SKERRY_APPLICATION", "SKERRY_ENVIRONMENT", "SKERRY_PROJECT", "SKERRY_PROCESS", "SKERRY_RELEASE");

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

    @Test
    void runsADeploymentForEachProcessorUnlessItIsToldOtherwise() {
        var usual = Environment.read(Map.of()).deployments();
        assertThat(usual.atOnce())
                .isBetween(2, 8)
                .isEqualTo(Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));
        assertThat(usual.memory()).isEqualTo(512L << 20);
        assertThat(Environment.read(Map.of("SKERRY_DEPLOYMENTS_AT_ONCE", "1", "SKERRY_DEPLOYMENT_MEMORY_MB", "0"))
                        .deployments())
                .isEqualTo(new ServerConfig.Deployments(1, 0));
    }

    @ParameterizedTest
    @CsvSource({"SKERRY_DEPLOYMENTS_AT_ONCE,0", "SKERRY_DEPLOYMENTS_AT_ONCE,33", "SKERRY_DEPLOYMENT_MEMORY_MB,-1"})
    void keepsDeploymentsAtOnceWithinTheirBounds(String name, String value) {
        assertThatThrownBy(() -> Environment.read(Map.of(name, value))).hasMessageContaining(name + ": must be from");
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

    @Test
    void readsAddressesAndNamesOfTheEdge() {
        var config = Environment.read(Map.of(
                "SKERRY_HOST", "::1",
                "SKERRY_ADVERTISE_ADDRESS", "10.0.0.7",
                "SKERRY_ROUTER_IMAGE", "registry.example.org:5000/edge:1"));

        assertThat(config.host()).hasToString("::1");
        assertThat(config.router().advertiseAddress()).hasToString("10.0.0.7");
        assertThat(config.router().baseDomain()).hasToString("10-0-0-7.sslip.io");
        assertThat(config.router().image()).hasToString("registry.example.org:5000/edge:1");
    }

    @ParameterizedTest
    @CsvSource({"2001:DB8::7,2001-db8--7", "::1,0-0-0-0-0-0-0-1", "fd00::,fd00-0-0-0-0-0-0-0", "127.0.0.1,127-0-0-1"})
    void namesAHostByItsAddress(String address, String label) {
        var router =
                Environment.read(Map.of("SKERRY_ADVERTISE_ADDRESS", address)).router();
        assertThat(router.baseDomain()).hasToString(label + ".sslip.io");
        assertThat(new HostName("notes." + router.baseDomain())).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SKERRY_BASE_DOMAIN,*.example.org",
        "SKERRY_BASE_DOMAIN,Apps.example.org",
        "SKERRY_BASE_DOMAIN,apps.example.org.",
        "SKERRY_BASE_DOMAIN,http://example.org",
        "SKERRY_BASE_DOMAIN,-apps.example.org",
        "SKERRY_ADVERTISE_ADDRESS,example.org",
        "SKERRY_ADVERTISE_ADDRESS,0.0.0.0",
        "SKERRY_ADVERTISE_ADDRESS,::",
        "SKERRY_ADVERTISE_ADDRESS,224.0.0.1",
        "SKERRY_ADVERTISE_ADDRESS,10.7",
        "SKERRY_ADVERTISE_ADDRESS,10.0.0.256",
        "SKERRY_ADVERTISE_ADDRESS,10.0.0.7:2377",
        "SKERRY_ADVERTISE_ADDRESS,fe80::1%eth0",
        "SKERRY_HOST,0.0.0",
        "SKERRY_HOST,127.0.0.1:8080",
        "SKERRY_HOST,local host",
        "SKERRY_ROUTER_IMAGE,Skerry/Router",
        "SKERRY_ROUTER_IMAGE,--privileged"
    })
    void refusesWhatIsNoAddressOrName(String name, String value) {
        assertThatThrownBy(() -> Environment.read(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("%s: '%s' is not a".formatted(name, value));
    }

    @Test
    void tellsAllFaultsAtOnceAndNoPassword() {
        assertThatThrownBy(() -> Environment.read(Map.of(
                        "SKERRY_HOST", "a b",
                        "SKERRY_PORT", "x",
                        "SKERRY_BASE_DOMAIN", "*",
                        "SKERRY_ADVERTISE_ADDRESS", "here",
                        "SKERRY_ROUTER_IMAGE", "?",
                        "SKERRY_DATABASE_URL", "mysql://user:geheim@host/name",
                        "SKERRY_NONSENSE", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "SKERRY_HOST:",
                        "SKERRY_PORT:",
                        "SKERRY_BASE_DOMAIN:",
                        "SKERRY_ADVERTISE_ADDRESS:",
                        "SKERRY_ROUTER_IMAGE:",
                        "SKERRY_DATABASE_URL: The database address must begin with postgres://",
                        "SKERRY_NONSENSE: there is no such setting")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void documentsEachSettingAndKnowsEachThatIsDocumented() throws IOException {
        var documents =
                Files.readString(Path.of("../docs/configuration.md")) + Files.readString(Path.of("../docs/cli.md"));
        var documented = NAMES.matcher(documents)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !OF_APPLICATIONS.contains(name))
                .collect(Collectors.toMap(name -> name, _ -> "", (one, _) -> one));
        assertThat(documented).hasSizeGreaterThan(15);

        assertThat(Environment.read(documented)).isNotNull();
        assertThatThrownBy(() -> Environment.read(Map.of("SKERRY_NONSENSE", "")))
                .extracting(refusal -> String.valueOf(refusal.getMessage()).split("known are")[1])
                .satisfies(known -> assertThat(SETTINGS.matcher(known).results().map(MatchResult::group))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(documented).containsKey(name)));
    }

    private static ServerConfig.Sources sources(String name, String value) {
        return Environment.read(Map.of(name, value)).sources();
    }
}
