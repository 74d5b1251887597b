package dev.skerry.router;

/// The one frontend: what is done to each request, the same number of steps whatever the number of routes.
final class HaproxyFrontend {
    static final String NAME = "edge";

    /// A socket in a folder that only Skerry's user and root can enter. What comes by it says itself which backend
    /// it wants, and is told which server answered: so an application is asked past passwords and redirects.
    static final String VISITS = "visits.sock";

    static final String BACKEND = "X-Skerry-Backend";
    static final String ANSWERED_BY = "X-Skerry-Server";
    private static final String OF_SKERRY = "{ so_name visits }";

    /// One JSON object a line, of which `monitoring/AccessLine` counts requests. Everything a client chose goes
    /// through `json`, which escapes, and is bounded, so that no line is cut; the rest is HAProxy's own.
    private static final String LOG = """
            {"time":%Ts.%ms,"client":"%ci","method":"%[var(txn.method),json(utf8ps)]",\
            "host":"%[var(txn.host),json(utf8ps)]","path":"%[var(txn.path),bytes(0,1000),json(utf8ps)]","status":%ST,"bytes":%B,\
            "ms":%Ta,"backend":"%b","server":"%s","route":"%[var(txn.id)]","end":"%ts"}""";

    private HaproxyFrontend() {}

    static String render(RouterSettings settings, String folder, boolean certificates) {
        return binds(settings, folder, certificates)
                + LOOK_UP.replace("@MAP@", folder + "/" + RouteMap.FILE)
                + visits()
                + FOUND
                + httpsRedirect(settings)
                + FORWARD;
    }

    private static String binds(RouterSettings settings, String folder, boolean certificates) {
        var own = certificates ? " crt-list " + folder + "/" + HaproxyConfig.CERTIFICATES : "";
        return """
                frontend %s
                  bind *:%d
                  bind *:%d ssl crt %s/%s%s alpn h2,http/1.1
                  bind unix@%s/run/%s name visits mode 666 accept-proxy
                  log-format '%s'
                """.formatted(
                        NAME,
                        settings.httpPort(),
                        settings.httpsPort(),
                        HaproxyConfig.FOLDER,
                        HaproxyConfig.DEFAULT_CERTIFICATE,
                        own,
                        HaproxyConfig.FOLDER,
                        VISITS,
                        LOG);
    }

    /// Applications read `%61`, `//` and `;x` in a path each in their own way, so a route that protects a path
    /// must see through them: the look-up decodes, drops parameters, merges slashes, and refuses dot segments,
    /// which no client sends. The request goes on unchanged. A host must look like one, so that it cannot reach
    /// into the path part of a key.
    private static final String LOOK_UP = """
              http-request set-var(txn.method) method
              http-request set-var(txn.path) path
              http-request set-var(txn.host) req.fhdr(host),lower,host_only,rtrim(.)
              http-request deny deny_status 400 if !{ var(txn.host) -m reg ^[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?$ }
              http-request deny deny_status 400 if { var(txn.path) -m reg %(?![0-9A-Fa-f]{2})|%00 }
              http-request set-var(txn.clean) var(txn.path)
              http-request set-var(txn.clean) var(txn.path),url_dec,regsub(;[^/]*,,g),regsub(//+,/,g) if { var(txn.path) -m sub % // ; }
              http-request deny deny_status 400 if { var(txn.clean) -m reg (^|/)\\.\\.?(/|$) }
              http-request set-var(txn.route) var(txn.host),concat(,txn.clean,/),map_beg(@MAP@)
              http-request set-var(txn.route) var(txn.host),regsub(^[^.]+,*),concat(,txn.clean,/),map_beg(@MAP@) if !{ var(txn.route) -m found }
            """;

    /// By any other way the header is a visitor's own invention.
    private static String visits() {
        return """
                  http-request set-var(txn.route) req.fhdr(%s),concat(|-|-) if %s
                  http-request del-header %s
                  http-response set-header %s %%[srv_name] if %s
                """.formatted(BACKEND, OF_SKERRY, BACKEND, ANSWERED_BY, OF_SKERRY);
    }

    private static final String FOUND = """
              http-request set-var(txn.id) var(txn.route),field(2,|)
              http-request set-var(txn.rest) var(txn.route),field(4,|,0)
            """;

    private static String httpsRedirect(RouterSettings settings) {
        var port = settings.httpsPort() == 443 ? "" : ":" + settings.httpsPort();
        return """
                  http-request redirect code 308 location https://%%[var(txn.host)]%s%%[pathq] if !{ ssl_fc } { var(txn.route),field(3,|) -m str s }
                """.formatted(port);
    }

    /// What a client says about itself is dropped under each spelling an application might read. Of protocols to
    /// upgrade to only WebSocket passes: `h2c` would open a tunnel past these rules.
    private static final String FORWARD = """
              http-request del-header Forwarded
              http-request del-header X-Forwarded- -m beg
              http-request del-header X_Forwarded_ -m beg
              http-request del-header X-Real-IP
              http-request set-header X-Forwarded-For %[src]
              http-request set-header X-Forwarded-Proto https if { ssl_fc }
              http-request set-header X-Forwarded-Proto http if !{ ssl_fc }
              http-request set-header X-Forwarded-Host %[req.fhdr(host)]
              http-request set-header X-Forwarded-Port %[dst_port]
              http-request del-header Upgrade if !{ req.fhdr(upgrade) -m str -i websocket }
              http-request del-header HTTP2-Settings
              use_backend %[var(txn.route),field(1,|)] if { var(txn.route) -m found }
              default_backend skerry.unknown

            """;
}
