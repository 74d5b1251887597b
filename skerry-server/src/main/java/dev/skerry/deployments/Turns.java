package dev.skerry.deployments;

import dev.skerry.jobs.Places;
import dev.skerry.kernel.Memory;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets deployments begin as the policy says, and remembers why none may.
final class Turns implements Places {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final TurnPolicy policy;
    private final Memory memory;
    private volatile String why = "";
    private boolean told;

    Turns(TurnPolicy policy, Memory memory) {
        this.policy = policy;
        this.memory = memory;
    }

    @Override
    public int more(int running) {
        var verdict = policy.judge(running, memory.available());
        why = verdict.why();
        return verdict.more();
    }

    /// Why no deployment may begin, as it was when the queue was last looked at; empty when one may.
    String why() {
        return why;
    }

    /// Says it in the server's log, once for each time some have to wait.
    ///
    /// @param waiting how many wait; asked only when none may begin
    void tell(IntSupplier waiting) {
        var now = why;
        var some = !now.isEmpty() && waiting.getAsInt() > 0;
        if (some && !told) {
            LOG.info("Deployments wait, as {}", now);
        }
        told = some;
    }
}
