package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "1.2", "dead", "beef.face", "1.2.3.4.5", "300.1.1.1", ":", "::1%eth0", "fe80::zz", "a b"
            })
    void takesLiteralAddressesOnly(String ip) {
        assertThatThrownBy(() -> new ServerAddress(ip, 80)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoPortOutOfBounds() {
        assertThatThrownBy(() -> new ServerAddress("1.2.3.4", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServerAddress("1.2.3.4", 65_536)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheSameHoweverItIsWritten() {
        assertThat(new ServerAddress("FD00::1", 80)).isEqualTo(new ServerAddress("fd00:0:0:0:0:0:0:1", 80));
        assertThat(new ServerAddress("fd00::1", 80)).hasToString("[fd00:0:0:0:0:0:0:1]:80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fd00::1"})
    void canBeReadOutOfItsServersName(String ip) {
        var server = new ServerAddress(ip, 8080);

        assertThat(ServerLine.address(ServerLine.name(server))).hasValue(server);
    }
}
