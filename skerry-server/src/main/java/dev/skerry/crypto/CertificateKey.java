package dev.skerry.crypto;

import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// The private key of a certificate.
public record CertificateKey(PrivateKey key) {
    private static final String FIELD = "/key";
    private static final byte[] PROOF = "Skerry".getBytes(StandardCharsets.US_ASCII);

    /// Reads PKCS #8 (`PRIVATE KEY`) and the older forms of OpenSSL (`RSA PRIVATE KEY`, `EC PRIVATE KEY`).
    ///
    /// @throws SkerryException INVALID_INPUT at `/key`, when it is none, is encrypted, or is another
    ///     certificate's
    public static CertificateKey parse(Secret pem, CertificateChain chain) {
        var text = pem.reveal();
        if (text.contains("ENCRYPTED")) {
            throw refused("it is encrypted: decrypt it first, as by 'openssl pkey -in KEY'");
        }
        var keys = Pem.blocks(text).stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .toList();
        if (keys.size() != 1) {
            throw refused("it holds %d private keys in PEM; give one".formatted(keys.size()));
        }
        var key = read(keys.getFirst(), chain.leaf().getPublicKey());
        if (!fits(key, chain.leaf().getPublicKey())) {
            throw refused("it is not the key of the first certificate");
        }
        return new CertificateKey(key);
    }

    @Override
    public String toString() {
        return "****";
    }

    /// A key that is not of the certificate's kind cannot be read as one either.
    private static PrivateKey read(Pem.Block block, PublicKey publicKey) {
        try {
            var der = block.label().equals("PRIVATE KEY") ? block.content() : pkcs8(block.content(), publicKey);
            return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IOException e) {
            throw refused("it cannot be read, or is not of the first certificate's kind, " + publicKey.getAlgorithm());
        }
    }

    /// The older forms leave out what kind of key it is: the certificate knows.
    private static byte[] pkcs8(byte[] content, PublicKey publicKey) throws IOException {
        var algorithm = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()).getAlgorithm();
        return new PrivateKeyInfo(algorithm, ASN1Primitive.fromByteArray(content)).getEncoded();
    }

    private static boolean fits(PrivateKey key, PublicKey publicKey) {
        try {
            var signature =
                    Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
            signature.initSign(key);
            signature.update(PROOF);
            var signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROOF);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static SkerryException refused(String reason) {
        return SkerryException.invalid(FIELD, "%s: %s.".formatted(FIELD, reason));
    }
}
