package dev.skerry.identity;

import dev.skerry.api.values.Password;
import dev.skerry.crypto.Passwords;
import dev.skerry.kernel.RateLimit;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Compares passwords, for each e-mail address so often and no more. Whether there is such an account shows neither in
/// the time it takes nor in when it refuses to go on.
final class PasswordCheck {
    private static final int TRIES = 10;
    private static final Duration NEXT_TRY = Duration.ofMinutes(1);

    private final RateLimit tries;

    PasswordCheck(InstantSource clock) {
        this.tries = new RateLimit("Too many failed sign-ins to this account", TRIES, NEXT_TRY, clock);
    }

    /// @throws dev.skerry.kernel.SkerryException RATE_LIMITED after too many failures
    boolean passes(String email, Optional<Account> account, Password password) {
        tries.take(email);
        var hash = account.map(Account::passwordHash).orElse("");
        var passes = Passwords.matches(new Secret(password.value()), hash) && account.isPresent();
        if (passes) {
            tries.giveBack(email);
        }
        return passes;
    }
}
