package dev.skerry.operations;

import dev.skerry.api.Clearable;
import dev.skerry.api.Method;
import dev.skerry.api.Operation;
import dev.skerry.api.WireTypes;
import dev.skerry.kernel.SkerryException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a change that the caller has set to JSON `null`: what was said of them before is taken back. An input
/// record cannot tell that from a field that is absent, which stays as it is.
public record Cleared(Set<String> fields) {
    /// Nothing is taken back.
    public static final Cleared NONE = new Cleared(Set.of());

    public Cleared {
        fields = Set.copyOf(fields);
    }

    /// @throws SkerryException INVALID_INPUT when one of them has nothing to go back to
    static Cleared of(Operation<?, ?> operation, ObjectNode input) {
        if (operation.method() != Method.PATCH) {
            return NONE;
        }
        var fields = Arrays.stream(operation.input().getRecordComponents())
                .filter(component -> input.path(component.getName()).isNull())
                .filter(component -> !WireTypes.isRequired(component))
                .map(Cleared::clearable)
                .collect(Collectors.toUnmodifiableSet());
        return fields.isEmpty() ? NONE : new Cleared(fields);
    }

    /// The components of an input record that can be taken back.
    static Stream<RecordComponent> clearable(Class<? extends Record> input) {
        return Arrays.stream(input.getRecordComponents()).filter(Cleared::isClearable);
    }

    static boolean isClearable(RecordComponent component) {
        return component.isAnnotationPresent(Clearable.class);
    }

    /// What a field becomes that may have no value.
    public <T> @Nullable T orNone(String field, @Nullable T wanted, @Nullable T now) {
        if (fields.contains(field)) {
            return null;
        }
        return wanted == null ? now : wanted;
    }

    /// What a field becomes that always has a value.
    ///
    /// @param first what holds when nothing was ever said
    public <T> T or(String field, @Nullable T wanted, T now, T first) {
        if (fields.contains(field)) {
            return first;
        }
        return wanted == null ? now : wanted;
    }

    private static String clearable(RecordComponent component) {
        var name = component.getName();
        if (!isClearable(component)) {
            throw SkerryException.invalid(
                    "/" + name, "/%s cannot be null: give a value, or leave it out to keep it.".formatted(name));
        }
        return name;
    }
}
