package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.kernel.SkerryException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The file mounts of services, as Swarm secrets: encrypted in the Swarm's store, in memory on the nodes that need
/// them, never on a disk. A secret cannot be changed or read back, so a label tells what is in it.
record SwarmFiles(Docker docker) {
    private static final String CONTENT = "dev.skerry.content";

    /// Makes the secrets of the service's files that are not there yet.
    ///
    /// @return the id of each, by the file's name
    Map<String, String> create(ServiceSpec service) {
        var ids = new HashMap<String, String>();
        for (var mount : service.mounts()) {
            if (mount instanceof FileContent file) {
                ids.put(file.name(), create(file, service.name()));
            }
        }
        return ids;
    }

    /// Removes the secrets that were made for the service.
    void remove(String service) {
        var made = docker.json(Call.get("list the files of service '%s'".formatted(service), "secrets")
                .labelled(Labels.of(Labels.SERVICE, service)));
        for (var secret : made) {
            remove(secret);
        }
    }

    /// Removes those whose service is not there. Ages are told by the engine's own clock.
    void removeUnused(Labels labels, Duration age) {
        var latest = now().minus(age);
        var made = docker.json(Call.get("list files", "secrets").labelled(labels));
        var services = docker.json(Call.get("list services", "services").labelled(labels))
                .valueStream()
                .map(service -> service.path("Spec").path("Name").asString(""))
                .collect(Collectors.toSet());
        for (var secret : made) {
            var service = Ownership.labels(secret.path("Spec").path("Labels"))
                    .values()
                    .get(Labels.SERVICE);
            if (service != null
                    && !services.contains(service)
                    && !createdAt(secret).isAfter(latest)) {
                remove(secret);
            }
        }
    }

    private Instant now() {
        return OffsetDateTime.parse(docker.json(Call.get("say what time it is", "info"))
                        .path("SystemTime")
                        .asString(""))
                .toInstant();
    }

    private static Instant createdAt(JsonNode secret) {
        return Instant.parse(secret.path("CreatedAt").asString(""));
    }

    private String create(FileContent file, String service) {
        var labels = file.labels().with(Labels.SERVICE, service).with(CONTENT, digest(file));
        var found = docker.find(Call.get("look for file '%s'".formatted(file.name()), "secrets", file.name()));
        if (found.isPresent()) {
            var present = Ownership.labels(found.get().path("Spec").path("Labels"));
            if (present.matches(labels)) {
                return found.get().path("ID").asString();
            }
            Ownership.requireOurs("secret", file.name(), present);
            remove(found.get());
        }
        var document = Docker.JSON
                .createObjectNode()
                .put("Name", file.name())
                .put("Data", Base64.getEncoder().encodeToString(bytes(file)));
        document.set("Labels", ServiceDocument.labels(labels));
        return docker.json(Call.post("store file '%s'".formatted(file.name()), "secrets", "create")
                        .json(document))
                .path("ID")
                .asString();
    }

    private void remove(JsonNode secret) {
        var name = secret.path("Spec").path("Name").asString();
        try {
            docker.run(Call.delete(
                    "remove file '%s'".formatted(name),
                    "secrets",
                    secret.path("ID").asString()));
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static byte[] bytes(FileContent file) {
        return file.content().reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(FileContent file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.name().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
