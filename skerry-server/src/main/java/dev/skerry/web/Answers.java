package dev.skerry.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Answers that depend on the database alone, as they go over the wire, kept until something is committed. Many who ask
/// the same at the same time are answered by one look. What another server commits to the same database is seen after
/// `OLDEST` at the latest.
final class Answers {
    private static final Duration OLDEST = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 4 << 20;

    private final LongSupplier commits;
    private final Cache<Kept, byte[]> kept = Caffeine.newBuilder()
            .expireAfterWrite(OLDEST)
            .maximumWeight(MOST_BYTES)
            .<Kept, byte[]>weigher((_, bytes) -> bytes.length)
            .executor(Runnable::run)
            .build();

    /// @param commits how many there were in this process: counted before anybody is told of one
    Answers(LongSupplier commits) {
        this.commits = commits;
    }

    /// Who asks for what. Two sessions of an account are answered alike.
    record Question(String operation, UUID account, OrganizationId organization, String standing, ObjectNode input) {
        static Question of(String operation, Actor actor, ObjectNode input) {
            var standing = actor.role() + (actor.ownsInstallation() ? " of the owner" : "");
            return new Question(operation, actor.account(), actor.organization(), standing, input);
        }
    }

    /// An answer that began to be looked for after so many commits; a later commit makes it another one.
    private record Kept(long commits, Question question) {}

    /// @param look finds the answer out; what it throws is thrown, and not kept
    byte[] get(Question question, Supplier<byte[]> look) {
        return kept.get(new Kept(commits.getAsLong(), question), _ -> look.get());
    }
}
