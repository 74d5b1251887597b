package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// What the edge shows for a host without a certificate: self-signed, so that TLS at least works and clients can
/// tell.
final class DefaultCertificate {
    private static final String ALIAS = "skerry";
    private static final String PASSWORD_FILE = "default.password";
    private static final String STORE_FILE = "default.p12";

    private DefaultCertificate() {}

    /// Makes `default.pem` in the folder when it is not there.
    static void ensure(Path folder) {
        var pem = folder.resolve(HaproxyConfig.DEFAULT_CERTIFICATE);
        if (Files.exists(pem)) {
            return;
        }
        try {
            PrivateFiles.writeQuickly(pem, make(folder, "skerry.invalid"));
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /// A certificate for the host and its key in PEM, by the JDK's own keytool. The folder holds the key
    /// meanwhile.
    static String make(Path folder, String host) {
        var store = folder.resolve(STORE_FILE);
        var password = folder.resolve(PASSWORD_FILE);
        try {
            Files.deleteIfExists(store);
            var secret = Uuids.v7(Instant.now()).toString();
            PrivateFiles.writeQuickly(password, secret);
            Processes.output(keytool(store, password, host), Duration.ofSeconds(60), Cancellation.never());
            return pem(store, secret.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw failure(folder, e);
        } finally {
            forget(store);
            forget(password);
        }
    }

    /// The password goes by file: arguments can be seen by everyone on the host.
    private static Command keytool(Path store, Path password, String host) {
        return Command.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:file",
                password.toString());
    }

    private static String pem(Path store, char[] password) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance(store.toFile(), password);
        return block("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded())
                + block("PRIVATE KEY", keys.getKey(ALIAS, password).getEncoded());
    }

    private static String block(String name, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(name, lines, name)
                .replace("\r", "");
    }

    private static SkerryException failure(Path folder, Exception e) {
        return new SkerryException(
                ErrorCode.UNAVAILABLE,
                "Cannot make the router's default certificate in %s: %s".formatted(folder, e.getMessage()),
                e);
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new SkerryException(ErrorCode.UNAVAILABLE, "Cannot delete %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
