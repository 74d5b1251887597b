package dev.skerry.operations;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Operation;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Every operation with its handler: the one way into the features, whatever the edge. Refuses to be made of a
/// catalogue
/// that is not whole (see `CatalogueRules`).
public final class Operations {
    private final Map<String, Binding<?, ?>> bindings;
    private final InputBinder binder = new InputBinder();

    public Operations(Collection<Operation<?, ?>> catalogue, Collection<Binding<?, ?>> bindings) {
        CatalogueRules.check(catalogue, bindings);
        this.bindings = bindings.stream()
                .collect(Collectors.toUnmodifiableMap(
                        binding -> binding.operation().name(), Function.identity()));
    }

    public List<Operation<?, ?>> all() {
        return bindings.values().stream()
                .<Operation<?, ?>>map(Binding::operation)
                .toList();
    }

    /// Checks who asks, binds what is asked, and does it, in this order: somebody who may not do a thing learns nothing
    /// about its input.
    ///
    /// @throws SkerryException UNAUTHENTICATED, FORBIDDEN, INVALID_INPUT, or what the handler says
    public Object call(Operation<?, ?> operation, Actor actor, ObjectNode input) {
        return call(operation, actor, input, Upload.NONE);
    }

    /// The same with the bytes that came along. They are not touched before the caller is known to be allowed to send
    /// them.
    public Object call(Operation<?, ?> operation, Actor actor, ObjectNode input, Upload upload) {
        authorise(operation, actor);
        var binding = bindings.get(operation.name());
        if (binding == null) {
            throw SkerryException.notFound("operation", operation.name());
        }
        var cleared = Cleared.of(operation, input);
        return binding.call(actor, binder.bind(operation.input(), input), upload, cleared);
    }

    /// Whether its answer is the same until something is committed (see `Binding.stored`).
    public boolean isStored(Operation<?, ?> operation) {
        var binding = bindings.get(operation.name());
        return binding != null && binding.stored();
    }

    /// Whether the caller may ask for it at all.
    public boolean allows(Operation<?, ?> operation, Actor actor) {
        try {
            authorise(operation, actor);
            return true;
        } catch (SkerryException e) {
            return false;
        }
    }

    /// For an edge to ask before it reads what is sent; `call` asks again.
    ///
    /// @throws SkerryException UNAUTHENTICATED or FORBIDDEN
    public void authorise(Operation<?, ?> operation, Actor actor) {
        if (operation.permission() == Permission.ANYONE) {
            return;
        }
        if (actor.isNobody()) {
            throw new SkerryException(
                    ErrorCode.UNAUTHENTICATED, "Sign in, or send a valid token as 'Authorization: Bearer ...'.");
        }
        if (operation.permission() == Permission.SIGNED_IN) {
            return;
        }
        if (operation.scope() == Scope.INSTALLATION && !actor.ownsInstallation()) {
            throw new SkerryException(
                    ErrorCode.FORBIDDEN,
                    "'%s' concerns the whole installation, which is another organization's: sign in to that one."
                            .formatted(operation.name()));
        }
        if (!operation.permission().roles().contains(actor.role())) {
            throw new SkerryException(
                    ErrorCode.FORBIDDEN,
                    "'%s' needs the permission %s, which the role %s does not have."
                            .formatted(operation.name(), operation.permission().code(), actor.role()));
        }
    }
}
