package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void isTheFirstHalfOfAnIpv6Address() {
        assertThat(Network.of("2001:db8:1:2::1"))
                .isEqualTo(Network.of("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(Network.of("2001:db8:1:3::1"));
    }

    @Test
    void isTheWholeOfAnIpv4AddressAlsoWithinIpv6() {
        assertThat(Network.of("192.0.2.7"))
                .isNotEqualTo(Network.of("192.0.2.8"))
                .isEqualTo(Network.of("::ffff:192.0.2.7"));
    }

    @Test
    void isKnownWhileACallIsAnswered() {
        var there = Network.of("192.0.2.7");

        assertThat(there.calls(Network::ofCaller)).isEqualTo(there);
        assertThat(Network.ofCaller()).isEqualTo(Network.HERE);
    }
}
