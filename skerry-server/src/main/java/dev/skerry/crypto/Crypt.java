package dev.skerry.crypto;

import dev.skerry.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.apache.commons.codec.digest.Sha2Crypt;

/// Password hashes by crypt(3) with SHA-512, for the router, which knows no stronger ones. Skerry's own accounts have
/// `Passwords`.
public final class Crypt {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SALT_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Crypt() {}

    /// `$6$SALT$HASH`, in the 5,000 rounds that crypt(3) takes when nothing is said: the router does as many for each
    /// request.
    public static Secret hash(Secret password) {
        var salt = new StringBuilder("$6$");
        RANDOM.ints(SALT_LENGTH, 0, ALPHABET.length()).forEach(index -> salt.append(ALPHABET.charAt(index)));
        return new Secret(Sha2Crypt.sha512Crypt(password.reveal().getBytes(StandardCharsets.UTF_8), salt.toString()));
    }
}
