package dev.skerry.app;

import dev.skerry.config.ServerConfig;
import dev.skerry.docker.Labels;
import dev.skerry.process.Command;
import dev.skerry.router.DockerRouterContainer;
import dev.skerry.router.HaproxyRouter;
import dev.skerry.router.Router;
import dev.skerry.router.RouterSettings;

/// Puts the edge of this host together: HAProxy in a container of Skerry's own, one an installation.
final class RouterStart {
    private static final int NAME_TAIL = 12;

    private RouterStart() {}

    static Router start(ServerConfig config, String instance, Command docker) {
        var settings =
                RouterSettings.of(config.router().httpPort(), config.router().httpsPort());
        var folder = config.state().resolve("router");
        var labels = Labels.of(Labels.INSTANCE, instance).with(Labels.ROLE, "router");
        var name = "skerry-router-" + instance.substring(instance.length() - NAME_TAIL);
        var container =
                new DockerRouterContainer(docker, name, config.router().image().value(), labels, folder, settings);
        var router = new HaproxyRouter(container, folder, settings);
        router.resume();
        return router;
    }
}
