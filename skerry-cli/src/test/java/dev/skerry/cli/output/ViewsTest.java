package dev.skerry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.ProcessView;
import dev.skerry.api.deployments.ReleaseView;
import dev.skerry.api.monitoring.RequestPoint;
import dev.skerry.api.system.StatusView;
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
                        "VERSION  LIVE  COMMIT   IMAGE                      CREATED",
                        "3        yes   0123456  notes@sha256:0123456789ab  3 min ago",
                        "12       no             notes                      2026-09-01");
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
                    start period  60 s
                    interval      5 s
                status        not deployed
                urls          http://a
                              http://b
                created       2026-11-21 09:00:00 (1 h ago)""");
    }

    @Test
    void showsListsOfRecordsAsTables() {
        var view = json("""
                {"application": "notes", "status": "rolled_back", "error": "It died:\\nline 2", "steps": [
                  {"name": "clone", "status": "done", "startedAt": "2026-11-21T09:59:00Z",
                   "finishedAt": "2026-11-21T09:59:01.5Z"}]}""");
        assertThat(String.join("\n", PLAIN.details(view, DeploymentView.class))).isEqualTo("""
                application  notes
                status       rolled back
                error        It died:
                             line 2
                steps
                  NAME   STATUS  STARTED    TOOK
                  clone  done    1 min ago  1.5 s""");
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
    void keepsCellsOnOneLineAndLinesWithinTheTerminal() {
        var items =
                json("[{\"ref\": \"%s\\nsecond\", \"status\": \"RUNNING\", \"urls\": [\"http://notes.example.org\"]}]"
                        .formatted("x".repeat(80)));
        assertThat(PLAIN.table(items, ApplicationView.class).getLast())
                .isEqualTo("x".repeat(80) + "  running  http://notes.example.org");
        assertThat(views(new Style(false, 50)).table(items, ApplicationView.class))
                .containsExactly(
                        "REF                   STATUS   URLS", "xxxxxxxxxxxxxxxxx...  running  http://notes.exa...");
        assertThat(views(new Style(true, 50))
                        .table(items, ApplicationView.class)
                        .getLast())
                .isEqualTo("xxxxxxxxxxxxxxxxx...  \u001b[32mrunning\u001b[0m  http://notes.exa...");
    }

    @Test
    void takesFromTheWidestColumnsFirst() {
        assertThat(Table.fitted(List.of(5, 40, 20), 80)).containsExactly(5, 40, 20);
        assertThat(Table.fitted(List.of(5, 40, 20), 60)).containsExactly(5, 31, 20);
        assertThat(Table.fitted(List.of(5, 40, 20), 39)).containsExactly(5, 15, 15);
        assertThat(Table.fitted(List.of(5, 40, 20), 10)).containsExactly(5, 10, 10);
    }

    @Test
    void showsARowForEachTask() {
        var items = json("""
                [{"name": "web", "command": ["node", "src/web.js"], "replicas": 2, "running": 1, "tasks": [
                   {"id": "ozq9awdgwut70853xk0x5g49q", "release": 3, "role": "live", "state": "running",
                    "since": "2026-11-21T09:59:00Z"},
                   {"id": "23llawdgwut70853xk0x5g49q", "release": 3, "role": "live", "state": "failed",
                    "since": "2026-11-21T09:58:00Z", "exitCode": 1}]},
                 {"name": "worker", "command": ["node"], "replicas": 0, "running": 0, "tasks": []}]""");
        assertThat(PLAIN.table(items, ProcessView.class))
                .containsExactly(
                        "NAME    REPLICAS  TASK          STATE    RELEASE  ROLE  SINCE      EXIT CODE  COMMAND",
                        "web     2         ozq9awdgwut7  running  3        live  1 min ago             node src/web.js",
                        "web     2         23llawdgwut7  failed   3        live  2 min ago  1          node src/web.js",
                        "worker  0                                                                     node");
    }

    @Test
    void saysInWhatItCounts() {
        var status = json("{\"version\": \"1\", \"diskFree\": 84336570368, \"applications\": 3, \"router\": true}");
        assertThat(PLAIN.details(status, StatusView.class))
                .containsExactly("version       1", "router        yes", "disk free     78.5 GiB", "applications  3");
        var point = json(
                "[{\"time\": \"2026-11-21T09:59:00Z\", \"counts\": {\"requests\": 3, \"bytes\": 799, \"p50\": 8}}]");
        assertThat(PLAIN.table(point, RequestPoint.class))
                .containsExactly("TIME       REQUESTS  BYTES  P50", "1 min ago  3         799 B  8 ms");
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
        return views(new Style(colours));
    }

    private static Views views(Style style) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Views(new Terminal(
                nowhere,
                nowhere,
                new Nobody(),
                style,
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
