package dev.skerry.router;

import dev.skerry.docker.Labels;
import dev.skerry.process.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// The router's container and the commands about it. Pure.
///
/// @param docker the docker command with its global options, such as the engine's address
/// @param labels by which Skerry knows the container as its own
/// @param folder the state folder on the engine's host
/// @param owner the user id HAProxy's command socket is given to: Skerry's own
record RouterContainerSpec(
        Command docker, String name, String image, Labels labels, Path folder, RouterSettings settings, long owner) {
    static final String SPEC = "dev.skerry.router.spec";

    /// What the master needs: to bind low ports, become another user in a chroot, signal its workers, and read
    /// and hand over files of Skerry's user.
    private static final List<String> CAPABILITIES =
            List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID", "SYS_CHROOT");

    RouterContainerSpec {
        if (folder.toString().matches("(?s).*[,:\\n].*") || !folder.isAbsolute()) {
            throw new IllegalArgumentException("not a folder that can be mounted: " + folder);
        }
    }

    Command run() {
        var arguments = arguments();
        return docker.with("run", "--detach", "--label", SPEC + "=" + digest(arguments))
                .with(arguments);
    }

    /// Changes with all that only a new container can bring about.
    String digest() {
        return digest(arguments());
    }

    /// One line each: whether it runs, its spec, whether all labels are ours, and then each network.
    Command inspect() {
        var own = new ArrayList<String>();
        new TreeMap<>(labels.values())
                .keySet()
                .forEach(label -> own.add("{{println (index .Config.Labels \"%s\")}}".formatted(label)));
        return docker.with(
                "container",
                "inspect",
                "--format",
                "{{println .State.Running}}{{println (index .Config.Labels \"%s\")}}%s{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}"
                        .formatted(SPEC, String.join("", own)),
                name);
    }

    Command start() {
        return docker.with("start", name);
    }

    Command remove() {
        return docker.with("rm", "--force", name);
    }

    Command join(String network) {
        return docker.with("network", "connect", network, name);
    }

    Command leave(String network) {
        return docker.with("network", "disconnect", "--force", network, name);
    }

    Command log() {
        return docker.with("logs", "--tail", "200", name);
    }

    /// In the running container: the same program and files.
    Command check(String file) {
        return docker.with("exec", name, "haproxy", "-c", "-f", inside(file));
    }

    /// In a container of its own, where none runs yet.
    Command checkBefore(String file) {
        return docker.with("run", "--rm", "--network", "none", "--entrypoint", "haproxy", "--pull", "never")
                .with(mount())
                .with(image, "-c", "-f", inside(file));
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of("--name", name, "--pull", "never", "--restart", "unless-stopped"));
        new TreeMap<>(labels.values())
                .forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
        arguments.addAll(List.of("--read-only", "--security-opt", "no-new-privileges", "--cap-drop", "ALL"));
        CAPABILITIES.forEach(capability -> arguments.addAll(List.of("--cap-add", capability)));
        for (var port : List.of(settings.httpPort(), settings.httpsPort())) {
            arguments.addAll(List.of("--publish", "%d:%d".formatted(port, port)));
        }
        arguments.addAll(List.of("--log-driver", "json-file", "--log-opt", "max-size=10m", "--log-opt", "max-file=3"));
        arguments.addAll(mount());
        arguments.add(image);
        arguments.addAll(List.of("-S", "%s/run/master.sock,uid,%d,mode,600".formatted(HaproxyConfig.FOLDER, owner)));
        return List.copyOf(arguments);
    }

    private List<String> mount() {
        return List.of("--volume", "%s:%s".formatted(folder, HaproxyConfig.FOLDER));
    }

    private static String inside(String file) {
        return HaproxyConfig.FOLDER + "/" + file;
    }

    private static String digest(List<String> arguments) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", arguments).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
