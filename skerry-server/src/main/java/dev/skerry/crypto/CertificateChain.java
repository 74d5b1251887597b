package dev.skerry.crypto;

import dev.skerry.api.values.HostName;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;

/// A host's certificate, then those of its issuers, checked so that a TLS server will take them.
///
/// @param certificates the host's own first
public record CertificateChain(List<X509Certificate> certificates) {
    private static final String FIELD = "/chain";
    private static final int LONGEST = 10;
    private static final int WEAKEST_RSA = 2048;
    private static final int DNS_NAME = 2;

    public CertificateChain {
        certificates = List.copyOf(certificates);
    }

    /// @throws SkerryException INVALID_INPUT at `/chain` with what is wrong
    public static CertificateChain parse(String pem, Instant now) {
        var certificates = new ArrayList<X509Certificate>();
        for (var block : Pem.blocks(pem)) {
            if (block.label().endsWith("PRIVATE KEY")) {
                throw refused("it holds a private key: give that as the key, and certificates alone here");
            }
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(block, certificates.size() + 1));
            }
        }
        if (certificates.isEmpty() || certificates.size() > LONGEST) {
            throw refused("it holds %d certificates; give 1 to %d in PEM, the host's own first"
                    .formatted(certificates.size(), LONGEST));
        }
        var chain = new CertificateChain(certificates);
        chain.checkLinks();
        chain.checkStrength();
        chain.checkDates(now);
        if (chain.names().isEmpty()) {
            throw refused("the first certificate names no host among its subject alternative names, where browsers"
                    + " look for them");
        }
        return chain;
    }

    /// The hosts it is for, in order: `example.org`, `*.example.org`.
    public List<String> names() {
        var names = new TreeSet<String>();
        try {
            Collection<List<?>> alternatives =
                    Objects.requireNonNullElse(leaf().getSubjectAlternativeNames(), List.of());
            for (var alternative : alternatives) {
                var name = String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT);
                if (alternative.getFirst().equals(DNS_NAME)
                        && HostName.FORMAT.pattern().matcher(name).matches()) {
                    names.add(name);
                }
            }
        } catch (CertificateParsingException e) {
            throw refused("the names of the first certificate cannot be read: " + e.getMessage());
        }
        return List.copyOf(names);
    }

    public String issuer() {
        return leaf().getIssuerX500Principal().getName();
    }

    public Instant notBefore() {
        return leaf().getNotBefore().toInstant();
    }

    /// When the first of them expires.
    public Instant notAfter() {
        return certificates.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /// SHA-256 of the host's own certificate, as other tools show it: `AB:CD:...`.
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(leaf().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256, and what was read can be written", e);
        }
    }

    X509Certificate leaf() {
        return certificates.getFirst();
    }

    /// Chain and key as a server reads them: written anew, so that nothing but these stands in it.
    public Secret with(CertificateKey key) {
        var text = new StringBuilder();
        try {
            for (var certificate : certificates) {
                text.append(Pem.write("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What was read can be written", e);
        }
        return new Secret(text + Pem.write("PRIVATE KEY", key.key().getEncoded()));
    }

    private static X509Certificate certificate(Pem.Block block, int number) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content()));
        } catch (GeneralSecurityException e) {
            throw refused("certificate %d cannot be read: %s".formatted(number, e.getMessage()));
        }
    }

    private void checkLinks() {
        for (int i = 1; i < certificates.size(); i++) {
            try {
                certificates.get(i - 1).verify(certificates.get(i).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw refused(
                        "certificate %d was not signed by certificate %d: give the host's own first, then each issuer"
                                .formatted(i, i + 1));
            }
        }
    }

    /// What OpenSSL takes at the security level of today's distributions, and browsers too.
    private void checkStrength() {
        for (var certificate : certificates) {
            var name = certificate.getSubjectX500Principal().getName();
            switch (certificate.getPublicKey()) {
                case RSAPublicKey rsa when rsa.getModulus().bitLength() >= WEAKEST_RSA -> {}
                case ECPublicKey _ -> {}
                default ->
                    throw refused("the key of '%s' is none that browsers trust: use EC, or RSA of 2048 bits or more"
                            .formatted(name));
            }
            var selfSigned = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            if (!selfSigned && certificate.getSigAlgName().matches("(?i)(SHA-?1|MD[25])with.*")) {
                throw refused("'%s' is signed with %s, which nobody trusts any more"
                        .formatted(name, certificate.getSigAlgName()));
            }
        }
    }

    private void checkDates(Instant now) {
        for (var certificate : certificates) {
            var name = certificate.getSubjectX500Principal().getName();
            if (certificate.getNotAfter().toInstant().isBefore(now)) {
                throw refused("'%s' expired on %s"
                        .formatted(name, certificate.getNotAfter().toInstant()));
            }
            if (certificate.getNotBefore().toInstant().isAfter(now)) {
                throw refused("'%s' is not valid before %s"
                        .formatted(name, certificate.getNotBefore().toInstant()));
            }
        }
    }

    private static SkerryException refused(String reason) {
        return SkerryException.invalid(FIELD, "%s: %s.".formatted(FIELD, reason));
    }
}
