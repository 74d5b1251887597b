package dev.skerry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Role;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.web.Answers.Question;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class AnswersTest {
    private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(0, 1));
    private static final Actor ADA = new Actor(new UUID(1, 1), ORGANIZATION, Role.OWNER, new UUID(2, 1));
    private static final Question LIST = question(ADA, "a");

    private final AtomicLong commits = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final Answers answers = new Answers(commits::get);

    @Test
    void keepsAnAnswerUntilSomethingIsCommitted() {
        assertThat(ask(LIST)).isEqualTo("1");
        assertThat(ask(LIST)).isEqualTo("1");

        commits.incrementAndGet();

        assertThat(ask(LIST)).isEqualTo("2");
    }

    @Test
    void doesNotKeepAcrossACommitWhatWasReadBeforeIt() {
        answers.get(LIST, () -> {
            commits.incrementAndGet(); // while it reads: it may not have seen that
            return bytes("old");
        });

        assertThat(ask(LIST)).isEqualTo("1");
    }

    @Test
    void tellsApartWhoAsksForWhat() {
        var viewer = new Actor(ADA.account(), ORGANIZATION, Role.VIEWER, ADA.credential());
        var other = new Actor(new UUID(1, 2), ORGANIZATION, Role.OWNER, ADA.credential());
        var elsewhere = new Actor(ADA.account(), new OrganizationId(new UUID(0, 2)), Role.OWNER, ADA.credential());
        var owner = new Actor(ADA.account(), ORGANIZATION, Role.OWNER, ADA.credential(), true);

        ask(LIST);
        for (var asker : new Actor[] {viewer, other, elsewhere, owner}) {
            ask(question(asker, "a"));
        }
        ask(question(ADA, "b"));

        assertThat(looks).hasValue(6);
    }

    @Test
    void answersTwoSessionsOfAnAccountByOneLook() {
        ask(LIST);
        ask(question(new Actor(ADA.account(), ORGANIZATION, Role.OWNER, new UUID(2, 2)), "a"));

        assertThat(looks).hasValue(1);
    }

    @Test
    void answersManyAtOnceByOneLook() throws ExecutionException, InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<String>>();
            all.add(askers.submit(() -> string(answers.get(LIST, () -> {
                begun.countDown();
                await(mayEnd);
                return look();
            }))));
            begun.await();
            for (var i = 0; i < 20; i++) {
                all.add(askers.submit(() -> ask(LIST)));
            }
            mayEnd.countDown();
            for (var each : all) {
                assertThat(each.get()).isEqualTo("1");
            }
        }
    }

    @Test
    void keepsNoFailure() {
        assertThatThrownBy(() -> answers.get(LIST, () -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");

        assertThat(ask(LIST)).isEqualTo("1");
    }

    private String ask(Question question) {
        return string(answers.get(question, this::look));
    }

    private byte[] look() {
        return bytes(Integer.toString(looks.incrementAndGet()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Question question(Actor actor, String cursor) {
        return Question.of(
                "applications.list",
                actor,
                JsonNodeFactory.instance.objectNode().put("cursor", cursor));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
