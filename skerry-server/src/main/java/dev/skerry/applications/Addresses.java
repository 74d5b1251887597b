package dev.skerry.applications;

import dev.skerry.api.values.HostName;
import java.util.ArrayList;
import java.util.List;

/// The names an application answers at without anybody's doing.
///
/// @param baseDomain under which every application gets a name: `apps.example.org`, or `10-0-0-7.sslip.io`, which
/// resolves
///     to the address it spells
/// @param httpPort where the router listens; left out of addresses when it is 80
public record Addresses(String baseDomain, int httpPort) {
    private static final int HTTP = 80;

    /// `notes.10-0-0-7.sslip.io` in production of the default project; elsewhere environment and project stand in it
    /// too, so
    /// that two applications never share a name.
    public HostName generated(Application application) {
        var labels = new ArrayList<String>();
        labels.add(application.name().value());
        var environment = application.place().environmentName().value();
        var project = application.place().projectName().value();
        if (!environment.equals("production")) {
            labels.add(environment);
        }
        if (!project.equals("default")) {
            labels.add(project);
        }
        return new HostName(String.join("--", labels) + "." + baseDomain);
    }

    List<String> urls(Application application) {
        var port = httpPort == HTTP ? "" : ":" + httpPort;
        return List.of("http://%s%s".formatted(generated(application), port));
    }
}
