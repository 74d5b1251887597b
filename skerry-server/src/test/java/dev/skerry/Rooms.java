package dev.skerry;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rooms of the house, `dev.skerry.ROOM` each, and what each may import. A package that is not here has no place
/// yet, and `ArchitectureTest` fails until it has got one.
final class Rooms {
    static final String KERNEL = "kernel";
    static final String APP = "app";

    /// Each platform package and what it may import of the platform. No product nouns live here.
    private static final Map<String, Set<String>> PLATFORM = Map.of(
            "config", Set.of("untrusted"),
            "process", Set.of(),
            "untrusted", Set.of(),
            "crypto", Set.of(),
            "db", Set.of("config", "process"),
            "operations", Set.of(),
            "events", Set.of("db"),
            "jobs", Set.of("db"),
            "web", Set.of("operations", "config", "events"));

    /// Each adapter and what it may import: one external thing each. The router runs as a container.
    private static final Map<String, Set<String>> ADAPTERS = Map.of(
            "docker", Set.of("process"),
            "router", Set.of("docker", "process"),
            "git", Set.of("untrusted"));

    /// Each feature and the features it may import. A feature that wants to know of one that imports it listens to an
    /// event.
    static final Map<String, Set<String>> FEATURES = Map.ofEntries(
            Map.entry("identity", Set.of()),
            Map.entry("projects", Set.of()),
            Map.entry("secrets", Set.of("projects")),
            Map.entry("sources", Set.of()),
            Map.entry("builds", Set.of()),
            Map.entry("applications", Set.of("projects", "secrets", "sources")),
            Map.entry("domains", Set.of("applications")),
            Map.entry("logs", Set.of("applications")),
            Map.entry("deployments", Set.of("applications", "builds", "domains", "secrets", "sources")),
            Map.entry("runs", Set.of("applications", "deployments", "secrets")),
            Map.entry("monitoring", Set.of("applications")));

    /// What others see of a feature beside its records, enums, events and sealed states: its door, which puts its
    /// parts together. It bears the feature's name, but where it is listed here.
    static final Map<String, Set<String>> DOORS = Map.of(
            // Two things are kept secret, and masked in what others write.
            "secrets", Set.of("Variables", "Files", "Mask"),
            // Archives are uploaded before anything is deployed, credentials are managed beside it.
            "sources", Set.of("Sources", "UploadedArchives", "Credentials"),
            // The word that opens the first door of all.
            "identity", Set.of("Identity", "SetupToken"),
            // What the server's own environment knows, and who hears what a build tells.
            "builds", Set.of("Builds", "ExternalTools", "BuildLog"),
            // Between sources, which know no applications, and the address of an application, which domains know.
            "applications", Set.of("Applications", "SourceUses", "Urls"),
            "domains", Set.of("Domains", "DomainUrls"));

    /// The packages that may use a library: one, where there is no reason for more.
    static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.eclipse.jgit..", List.of("git")),
            Map.entry("org.apache.sshd..", List.of("git")),
            Map.entry("org.apache.commons.compress..", List.of("sources")),
            Map.entry("io.javalin..", List.of("web")),
            Map.entry("org.eclipse.jetty..", List.of("web")),
            Map.entry("jakarta.servlet..", List.of("web")),
            Map.entry("org.flywaydb..", List.of("db")),
            Map.entry("ch.qos.logback..", List.of("app")),
            Map.entry("com.github.benmanes.caffeine..", List.of("web")),
            Map.entry("com.zaxxer.hikari..", List.of("db")),
            Map.entry("org.postgresql..", List.of("db")),
            Map.entry("org.tukaani..", List.of("db")),
            Map.entry("com.github.kagkarlsson..", List.of("jobs")),
            Map.entry("com.google.crypto.tink..", List.of("crypto")),
            Map.entry("org.apache.commons.codec..", List.of("crypto")),
            Map.entry("org.bouncycastle..", List.of("crypto")));

    /// What every room may use: the JDK, annotations, the log, JSON, and Jdbi, of which another rule says who may do
    /// what.
    static final String[] FOR_ALL = {
        "java..",
        "javax..",
        "dev.skerry..",
        "org.jspecify..",
        "org.slf4j..",
        "com.fasterxml.jackson.annotation..",
        "tools.jackson..",
        "org.jdbi.."
    };

    private Rooms() {}

    /// Each room and the rooms it may import.
    static Map<String, Set<String>> all() {
        var rooms = new LinkedHashMap<String, Set<String>>();
        rooms.put(KERNEL, Set.of());
        PLATFORM.forEach((room, others) -> rooms.put(room, with(others, Set.of(KERNEL))));
        ADAPTERS.forEach((room, others) -> rooms.put(room, with(others, Set.of(KERNEL))));
        var below = new TreeSet<>(rooms.keySet());
        // HTTP is an edge of its own: a feature offers operations.
        below.remove("web");
        FEATURES.forEach((room, others) -> rooms.put(room, with(others, below)));
        rooms.put(APP, new TreeSet<>(rooms.keySet()));
        return rooms;
    }

    static Set<String> doors(String feature) {
        var name = feature.substring(0, 1).toUpperCase(Locale.ROOT) + feature.substring(1);
        return DOORS.getOrDefault(feature, Set.of(name));
    }

    /// The room of a class, or the whole name of its package when that is no room.
    static String of(JavaClass type) {
        var parts = type.getPackageName().split("\\.");
        return parts.length == 3 ? parts[2] : type.getPackageName();
    }

    static String inside(String room) {
        return "dev.skerry." + room + "..";
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        var both = new TreeSet<>(some);
        both.addAll(others);
        return both;
    }
}
