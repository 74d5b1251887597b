package dev.skerry.router;

import dev.skerry.router.RouterSettings.Timeouts;
import java.time.Duration;

/// The sections `global` and `defaults`.
final class HaproxyGlobal {
    private HaproxyGlobal() {}

    /// @param folder of the generation
    static String render(RouterSettings settings, String generation, String folder) {
        return global(settings, generation, folder) + defaults(settings.timeouts());
    }

    /// - `description` tells over the socket which generation a process runs.
    /// - `expose-fd listeners` hands the listening sockets over to the next process, so that a reload refuses
    ///   nobody.
    /// - `server-state-file` tells a new process which servers are down: it would take all for healthy at first.
    /// - `mworker-max-reloads` bounds how many old processes long WebSockets can keep alive.
    /// - `no strict-limits`: fewer connections are better than no edge where descriptors are short.
    /// - `bufsize` bounds a request's header.
    private static String global(RouterSettings settings, String generation, String folder) {
        return """
                # Written by Skerry at each change: edits are lost.
                global
                  description %s
                  log stdout len 16384 format raw local0 info
                  stats socket %s/run/worker.sock mode 600 level user expose-fd listeners
                  server-state-file %s/%s
                  crt-base %s/certificates
                  mworker-max-reloads 20
                  hard-stop-after %s
                  maxconn %d
                  no strict-limits
                  user haproxy
                  group haproxy
                  chroot /var/lib/haproxy
                  spread-checks 5
                  tune.bufsize 16384
                  tune.http.maxhdr 101
                  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets

                """.formatted(
                        generation,
                        HaproxyConfig.FOLDER,
                        HaproxyConfig.FOLDER,
                        StateFolder.HEALTH,
                        folder,
                        milliseconds(settings.timeouts().old()),
                        settings.maxConnections());
    }

    /// - `idle-close-on-response` lets an old process answer what comes in on connections that were idle at the
    ///   reload.
    /// - Only a failed connection attempt is retried: the application has seen nothing of the request then.
    /// - `http-reuse safe` never begins a client's connection on a reused one, which the server may just be
    ///   closing.
    private static String defaults(Timeouts timeouts) {
        return """
                defaults
                  mode http
                  log global
                  option dontlognull
                  option http-keep-alive
                  option idle-close-on-response
                  option redispatch 1
                  retries 3
                  retry-on conn-failure
                  http-reuse safe
                  load-server-state-from-file global
                  timeout connect 3s
                  timeout client %s
                  timeout client-fin 10s
                  timeout server 60s
                  timeout server-fin 10s
                  timeout queue 10s
                  timeout http-request %s
                  timeout http-keep-alive %s

                """.formatted(
                milliseconds(timeouts.idle()), milliseconds(timeouts.head()), milliseconds(timeouts.keepAlive()));
    }

    static String milliseconds(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
