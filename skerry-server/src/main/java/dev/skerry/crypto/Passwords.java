package dev.skerry.crypto;

import dev.skerry.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Password hashes: Argon2id with 19 MiB, 2 passes, 1 lane (the OWASP password storage advice of 2023), written in the
/// PHC
/// string form. One hash at a time is computed, so that a flood of sign-ins cannot fill the memory.
public final class Passwords {
    private static final int MEMORY = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_LENGTH = 16;
    private static final int HASH_LENGTH = 32;
    private static final String PREFIX = "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY, PASSES, LANES);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1, true);

    private Passwords() {}

    public static String hash(Secret password) {
        var salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        var encoder = Base64.getEncoder().withoutPadding();
        return PREFIX + encoder.encodeToString(salt) + "$" + encoder.encodeToString(argon2id(password, salt));
    }

    /// Takes as long when there is nothing to compare with, so that an unknown account cannot be told by the clock.
    public static boolean matches(Secret password, String hash) {
        if (!hash.startsWith(PREFIX)) {
            return matches(password, PREFIX + "AAAAAAAAAAAAAAAAAAAAAA$AAAA");
        }
        var parts = hash.substring(PREFIX.length()).split("\\$");
        var decoder = Base64.getDecoder();
        return MessageDigest.isEqual(argon2id(password, decoder.decode(parts[0])), decoder.decode(parts[1]));
    }

    private static byte[] argon2id(Secret password, byte[] salt) {
        ONE_AT_A_TIME.acquireUninterruptibly();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(MEMORY)
                    .withIterations(PASSES)
                    .withParallelism(LANES)
                    .withSalt(salt)
                    .build());
            var hash = new byte[HASH_LENGTH];
            generator.generateBytes(password.reveal().getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            ONE_AT_A_TIME.release();
        }
    }
}
