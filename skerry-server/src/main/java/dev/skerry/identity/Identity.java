package dev.skerry.identity;

import static dev.skerry.operations.Binding.bind;

import dev.skerry.api.NoInput;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.crypto.Tokens;
import dev.skerry.db.Database;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Secret;
import dev.skerry.operations.Binding;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The door of this feature.
public final class Identity {
    private final IdentityService service;

    /// @param setupToken what `identity.setUp` must be called with
    public Identity(Database database, InstantSource clock, SetupToken setupToken) {
        this.service = new IdentityService(database, clock, setupToken);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(IdentityRows.SET_UP, (actor, input) -> service.setUp(input)),
                bind(IdentityRows.LOG_IN, (actor, input) -> service.logIn(input)),
                bind(IdentityRows.LOG_OUT, this::logOut),
                bind(IdentityRows.WHO_AM_I, (actor, input) -> service.account(actor)),
                bind(IdentityRows.CREATE_TOKEN, service::createToken),
                bind(IdentityRows.LIST_TOKENS, (actor, input) -> Page.whole(service.tokens(actor))),
                bind(IdentityRows.REVOKE_TOKEN, service::revokeToken));
    }

    /// Whose session or API token this is.
    public Optional<Actor> authenticate(String token) {
        return service.authenticate(Tokens.hash(new Secret(token)));
    }

    private Nothing logOut(Actor actor, NoInput input) {
        service.end(actor.credential(), actor);
        return Nothing.NOTHING;
    }
}
