package dev.skerry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.ReleaseView;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ViewsTest {
    private static final Views PLAIN = views(false);

    @Test
    void makesTablesOfWhatFitsIntoCells() {
        var items = json("""
                [{"id": "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14", "version": 3, "live": true,
                  "image": "notes@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                  "commit": "0123456789abcdef0123456789abcdef01234567", "createdAt": "2026-11-21T09:57:00Z"},
                 {"id": "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d15", "version": 12, "live": false,
                  "image": "notes", "createdAt": "2026-09-01T00:00:00Z", "moon": "full"}]""");
        assertThat(PLAIN.table(items, ReleaseView.class))
                .containsExactly(
                        "ID        VERSION  IMAGE                      COMMIT   LIVE  CREATED",
                        "0b7e9d14  3        notes@sha256:0123456789ab  0123456  yes   3 min ago",
                        "0b7e9d15  12       notes                               no    2026-09-01");
    }

    @Test
    void leavesColumnsOutThatHaveNothing() {
        var items = json("""
                [{"id": "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14", "version": 3, "live": true, "image": "notes",
                  "createdAt": "2026-11-21T09:57:00Z"}]""");
        assertThat(PLAIN.table(items, ReleaseView.class).getFirst()).doesNotContain("COMMIT");
    }

    @Test
    void showsOneThingInFull() {
        var view = json("""
                {"id": "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14", "name": "notes", "ref": "default.production.notes",
                 "source": {"type": "git", "url": "file:///srv/notes.git"}, "port": 8080,
                 "healthCheck": {"type": "http", "path": "/up", "timing": {"startPeriod": 60, "interval": 5}},
                 "status": "NOT_DEPLOYED", "release": null, "urls": ["http://a", "http://b"],
                 "createdAt": "2026-11-21T09:00:00Z"}""");
        assertThat(String.join("\n", PLAIN.details(view, ApplicationView.class)))
                .isEqualTo("""
                id            0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14
                name          notes
                ref           default.production.notes
                source
                  type  git
                  url   file:///srv/notes.git
                port          8080
                health check
                  type    http
                  path    /up
                  timing
                    start period  60
                    interval      5
                status        not deployed
                urls          http://a
                              http://b
                created       2026-11-21 09:00:00 (1 h ago)""");
    }

    @Test
    void showsListsOfRecordsAsTables() {
        var view = json("""
                {"application": "notes", "status": "rolled_back", "error": "It died:\\nline 2", "steps": [
                  {"name": "clone", "status": "done", "startedAt": "2026-11-21T09:59:00Z"}]}""");
        assertThat(String.join("\n", PLAIN.details(view, DeploymentView.class))).isEqualTo("""
                application  notes
                status       rolled back
                error        It died:
                             line 2
                steps
                  NAME   STATUS  STARTED
                  clone  done    1 min ago""");
    }

    @Test
    void coloursWordsThatSayHowItIs() {
        var items = json("""
                [{"ref": "a.b.notes", "status": "RUNNING"}, {"ref": "a.b.c", "status": "STOPPED"}]""");
        assertThat(views(true).table(items, ApplicationView.class))
                .containsExactly(
                        "\u001b[1mREF\u001b[0m        \u001b[1mSTATUS\u001b[0m",
                        "a.b.notes  \u001b[32mrunning\u001b[0m",
                        "a.b.c      \u001b[33mstopped\u001b[0m");
    }

    @Test
    void cutsCellsAndKeepsThemOnOneLine() {
        var items = json("[{\"ref\": \"%s\\nsecond\"}]".formatted("x".repeat(80)));
        assertThat(PLAIN.table(items, ApplicationView.class).getLast()).isEqualTo("x".repeat(57) + "...");
    }

    @Test
    void showsARecordOfAStreamOnOneLine() {
        var item = json("{\"version\": 3, \"live\": true, \"image\": \"notes\"}");
        assertThat(PLAIN.line(item, ReleaseView.class)).isEqualTo("3  notes  yes");
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    private static Views views(boolean colours) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Views(new Terminal(
                nowhere,
                nowhere,
                new Nobody(),
                new Style(colours),
                InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")),
                ZoneOffset.UTC));
    }

    private record Nobody() implements Prompt {
        @Override
        public boolean isPerson() {
            return false;
        }

        @Override
        public Optional<String> ask(String question) {
            throw new AssertionError("nobody is to be asked");
        }

        @Override
        public Optional<String> askSecret(String question) {
            throw new AssertionError(List.of("nobody is to be asked"));
        }
    }
}
