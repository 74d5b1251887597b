package dev.skerry.db;

import java.nio.file.Path;

/// Says how a data folder of another major version is upgraded. Skerry does not do it: the tool needs the
/// programs of both versions, and Skerry brings the server of one.
final class VersionMismatch {
    private VersionMismatch() {}

    static String explain(Path data, String found, String wanted, ServerUser user) {
        var old = data.resolveSibling("data-" + found);
        var bin = "/usr/lib/postgresql/%s/bin";
        var as = user instanceof ServerUser.SystemUser(var name) ? "runuser -u %s -- ".formatted(name) : "";
        return """
                The data in %s was made by PostgreSQL %s, and this Skerry brings %s. Nothing was changed. Either \
                start the Skerry it was made by again, or upgrade the data with PostgreSQL's own tool: \
                1. copy the folder, then install both versions (Debian: apt-get install postgresql-%s postgresql-%s from \
                apt.postgresql.org); 2. mv %s %s; 3. start Skerry once, so that it makes a new data folder, and stop it; \
                4. %s%s/pg_upgrade --username skerry --old-bindir %s --new-bindir %s --old-datadir %s --new-datadir %s""".formatted(
                        data,
                        found,
                        wanted,
                        found,
                        wanted,
                        data,
                        old,
                        as,
                        bin.formatted(wanted),
                        bin.formatted(found),
                        bin.formatted(wanted),
                        old,
                        data);
    }
}
