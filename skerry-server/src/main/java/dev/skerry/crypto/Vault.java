package dev.skerry.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// Encrypts what is stored (AES-256-GCM, Tink). The key set lies in the state folder, readable by Skerry alone; it may
/// hold
/// several keys, of which the first encrypts and all decrypt, so keys can be rotated without touching old rows.
public final class Vault {
    private final Aead aead;

    private Vault(Aead aead) {
        this.aead = aead;
    }

    /// Opens the key set in the file, making it first when there is none.
    ///
    /// @throws SkerryException INTERNAL when the file cannot be read or made
    public static Vault open(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            var keys = TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            return new Vault(keys.getPrimitive(AeadConfig2026.get(), Aead.class));
        } catch (GeneralSecurityException | IOException e) {
            throw new SkerryException(
                    ErrorCode.INTERNAL,
                    "Cannot open the key file %s: %s. Without it stored secrets cannot be read: restore it from a backup."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /// @param place where the value is stored; it can be decrypted there only, so rows cannot be swapped
    public byte[] encrypt(Secret secret, String place) {
        try {
            return aead.encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), bytes(place));
        } catch (GeneralSecurityException e) {
            throw new SkerryException(ErrorCode.INTERNAL, "Cannot encrypt a value for %s".formatted(place), e);
        }
    }

    public Secret decrypt(byte[] encrypted, String place) {
        try {
            return new Secret(new String(aead.decrypt(encrypted, bytes(place)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new SkerryException(
                    ErrorCode.INTERNAL,
                    "Cannot decrypt %s: it was written with another key file, or changed".formatted(place),
                    e);
        }
    }

    private static void create(Path file) throws GeneralSecurityException, IOException {
        var keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
        var text = TinkJsonProtoKeysetFormat.serializeKeyset(keys, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        PrivateFiles.write(file, text);
    }

    private static byte[] bytes(String place) {
        return place.getBytes(StandardCharsets.UTF_8);
    }
}
