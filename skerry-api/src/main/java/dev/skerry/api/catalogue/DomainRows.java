package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.domains.AddDomain;
import dev.skerry.api.domains.DomainInput;
import dev.skerry.api.domains.DomainView;
import dev.skerry.api.domains.UpdateDomain;

/// The names applications answer at. A change holds at once, without a deployment.
public final class DomainRows {
    public static final Operation<AddDomain, DomainView> ADD = operation(
                    "domains.add", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/domains")
            .creates()
            .takes(AddDomain.class, Output.one(DomainView.class))
            .says("Lets an application answer at a host and path", "domains add", "application", "host");

    public static final Operation<ApplicationInput, Page<DomainView>> LIST = operation(
                    "domains.list", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/domains")
            .takes(ApplicationInput.class, Output.page(DomainView.class))
            .says("Lists an application's domains by host and path", "domains list", "application");

    public static final Operation<DomainInput, DomainView> GET = operation(
                    "domains.get", Permission.APPLICATION_READ, Scope.DOMAIN, Effect.READ)
            .get("/api/domains/{domain}")
            .takes(DomainInput.class, Output.one(DomainView.class))
            .says("Shows a domain", "domains get", "domain");

    public static final Operation<UpdateDomain, DomainView> UPDATE = operation(
                    "domains.update", Permission.APPLICATION_UPDATE, Scope.DOMAIN, Effect.WRITE)
            .patch("/api/domains/{domain}")
            .takes(UpdateDomain.class, Output.one(DomainView.class))
            .says("Changes a domain", "domains update", "domain");

    public static final Operation<DomainInput, Output.Nothing> REMOVE = operation(
                    "domains.remove", Permission.APPLICATION_UPDATE, Scope.DOMAIN, Effect.DESTROY)
            .delete("/api/domains/{domain}")
            .takes(DomainInput.class, Output.none())
            .says("Takes a domain away from its application", "domains remove", "domain");

    private DomainRows() {}
}
