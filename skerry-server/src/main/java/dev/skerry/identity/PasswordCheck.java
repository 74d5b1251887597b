package dev.skerry.identity;

import dev.skerry.api.values.Password;
import dev.skerry.crypto.Passwords;
import dev.skerry.kernel.Network;
import dev.skerry.kernel.RateLimit;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Compares passwords, so often and no more: of each e-mail address from one network a few times, from all networks
/// together many times. A stranger who guesses shuts out himself, not the person the account belongs to: even when many
/// guess from everywhere, the networks that person signed in from stay open. Whether there is such an account shows
/// neither in the time it takes nor in when it refuses to go on.
final class PasswordCheck {
    private static final int TRIES = 10;
    private static final Duration NEXT_TRY = Duration.ofMinutes(1);
    private static final int TRIES_OF_ALL = 100;
    private static final Duration NEXT_TRY_OF_ALL = Duration.ofSeconds(30);
    private static final int KNOWN = 10_000;

    private final RateLimit tries;
    private final RateLimit triesOfAll;
    private final Map<Origin, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Boolean> eldest) {
            return size() > KNOWN;
        }
    };

    private record Origin(String email, Network network) {}

    PasswordCheck(InstantSource clock) {
        this.tries =
                new RateLimit("Too many failed sign-ins to this account from your network", TRIES, NEXT_TRY, clock);
        this.triesOfAll =
                new RateLimit("Too many failed sign-ins to this account", TRIES_OF_ALL, NEXT_TRY_OF_ALL, clock);
    }

    /// @throws dev.skerry.kernel.SkerryException RATE_LIMITED after too many failures
    boolean passes(String email, Optional<Account> account, Password password) {
        var origin = new Origin(email, Network.ofCaller());
        var isKnown = isKnown(origin);
        tries.take(origin);
        if (!isKnown) {
            triesOfAll.take(email);
        }
        var hash = account.map(Account::passwordHash).orElse("");
        var passes = Passwords.matches(new Secret(password.value()), hash) && account.isPresent();
        if (passes) {
            tries.giveBack(origin);
            if (!isKnown) {
                triesOfAll.giveBack(email);
            }
            know(origin);
        }
        return passes;
    }

    private boolean isKnown(Origin origin) {
        synchronized (known) {
            return known.get(origin) != null;
        }
    }

    private void know(Origin origin) {
        synchronized (known) {
            known.put(origin, true);
        }
    }
}
