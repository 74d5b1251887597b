package dev.skerry.domains;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.values.CertificateId;
import dev.skerry.api.values.HostName;
import dev.skerry.api.values.Name;
import dev.skerry.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CertificatePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final OrganizationId OURS = new OrganizationId(new UUID(0, 1));
    private static final OrganizationId THEIRS = new OrganizationId(new UUID(0, 2));

    @Test
    void choosesTheOneThatLastsLongest() {
        var old = certificate("old", OURS, 10, "www.example.org");
        var renewed = certificate("renewed", OURS, 90, "www.example.org", "example.org");

        assertThat(choose("www.example.org", old, renewed)).contains(renewed);
        assertThat(choose("www.example.org", renewed, old)).contains(renewed);
    }

    @Test
    void takesAStarForOneLabel() {
        var wild = certificate("wild", OURS, 10, "*.example.org");

        assertThat(choose("www.example.org", wild)).contains(wild);
        assertThat(choose("*.example.org", wild)).contains(wild);
        assertThat(choose("example.org", wild)).isEmpty();
        assertThat(choose("a.www.example.org", wild)).isEmpty();
        assertThat(choose("*.www.example.org", wild)).isEmpty();
    }

    @Test
    void showsNobodysCertificateForSomebodyElsesHost() {
        var foreign = certificate("foreign", THEIRS, 90, "www.example.org", "*.example.org");

        assertThat(choose("www.example.org", foreign)).isEmpty();
    }

    private static Optional<Certificate> choose(String host, Certificate... certificates) {
        return CertificatePolicy.choose(List.of(certificates), OURS, new HostName(host));
    }

    private static Certificate certificate(String name, OrganizationId organization, int days, String... hosts) {
        return new Certificate(
                new CertificateId(UUID.randomUUID()),
                organization,
                new Name(name),
                List.of(hosts),
                "CN=issuer",
                NOW,
                NOW.plus(Duration.ofDays(days)),
                "AB",
                NOW);
    }
}
