package dev.skerry.docker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells whether a service is still what it was made as: a digest of what its tasks are made from goes along as a
/// label, and the same digest of what the engine has of it must come out. Pure.
final class ServiceFingerprint {
    static final String LABEL = "dev.skerry.fingerprint";

    /// Goes up with each change of `SHAPE`: what an older Skerry signed cannot be told, and is left alone.
    private static final String VERSION = "1-";

    /// What counts, and is given back as it was sent: neither the number of tasks, which is compared by itself, nor
    /// what a restart changes, nor what engines add of their own. Text stands for the value as it is, a list
    /// for one whose order says nothing, an object for these of its fields.
    private static final JsonNode SHAPE = Docker.JSON.readTree("""
            {
              "TaskTemplate": {
                "ContainerSpec": {
                  "Image": "", "Labels": "", "Command": "", "Args": "", "Env": [""], "Dir": "", "User": "",
                  "Hostname": "", "ReadOnly": "", "Init": "", "StopGracePeriod": "",
                  "CapabilityAdd": [""], "CapabilityDrop": [""], "Hosts": [""],
                  "Mounts": [{"Type": "", "Source": "", "Target": "", "ReadOnly": ""}],
                  "Secrets": [{"SecretID": "", "File": {"Name": "", "UID": "", "GID": "", "Mode": ""}}],
                  "Configs": [{"ConfigID": "", "File": {"Name": "", "UID": "", "GID": "", "Mode": ""}}],
                  "Healthcheck": {"Test": "", "Interval": "", "Timeout": "", "StartPeriod": "", "Retries": ""}
                },
                "Resources": {
                  "Limits": {"MemoryBytes": "", "NanoCPUs": "", "Pids": ""},
                  "Reservations": {"MemoryBytes": "", "NanoCPUs": ""}
                },
                "RestartPolicy": {"Condition": "", "Delay": "", "MaxAttempts": ""},
                "LogDriver": {"Name": "", "Options": ""},
                "Placement": {"Constraints": [""]},
                "Networks": [{"Target": "", "Aliases": [""]}]
              },
              "EndpointSpec": {
                "Mode": "",
                "Ports": [{"Protocol": "", "TargetPort": "", "PublishedPort": "", "PublishMode": ""}]
              }
            }
            """);

    private ServiceFingerprint() {}

    /// @param spec of the service, as it is sent or as the engine has it
    static String of(JsonNode spec) {
        return VERSION + HexFormat.of().formatHex(sha256(canonical(taken(spec, SHAPE))));
    }

    /// Whether somebody has changed it since it was made. Of one without a fingerprint nobody can tell.
    static boolean isAltered(JsonNode spec) {
        var made = spec.path("Labels").path(LABEL).asString("");
        return made.startsWith(VERSION) && !made.equals(of(spec));
    }

    private static JsonNode taken(JsonNode value, JsonNode shape) {
        if (shape.isObject()) {
            var result = Docker.JSON.createObjectNode();
            shape.properties().forEach(field -> {
                var own = taken(value.path(field.getKey()), field.getValue());
                if (!isNothing(own)) {
                    result.set(field.getKey(), own);
                }
            });
            return result;
        }
        if (shape.isArray()) {
            var result = Docker.JSON.createArrayNode();
            value.valueStream()
                    .map(one -> canonical(taken(one, shape.path(0))))
                    .sorted()
                    .forEach(result::add);
            return result;
        }
        return value;
    }

    /// Engines leave out what is nothing, or say that it is.
    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isContainer() && value.isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.decimalValue().signum() == 0)
                || (value.isString() && value.asString("").isEmpty());
    }

    /// With the fields of each object in the order of their names.
    private static String canonical(JsonNode value) {
        if (value instanceof ObjectNode object) {
            var fields = new TreeMap<String, String>();
            object.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.toString();
        }
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(one -> all.add(canonical(one)));
            return all.toString();
        }
        return value.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
