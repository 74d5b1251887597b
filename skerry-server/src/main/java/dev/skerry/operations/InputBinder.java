package dev.skerry.operations;

import dev.skerry.api.Json;
import dev.skerry.api.WireTypes;
import dev.skerry.api.values.InvalidValueException;
import dev.skerry.api.values.TextFormat;
import dev.skerry.kernel.SkerryException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;

/// Turns what came over the wire into an input record, or says which field is at fault and why.
final class InputBinder {
    Record bind(Class<? extends Record> type, ObjectNode input) {
        RequiredFields.firstMissing(type, input).ifPresent(InputBinder::refuseMissing);
        var bound = read(type, input);
        RequiredFields.firstMissing(bound).ifPresent(InputBinder::refuseMissing);
        return bound;
    }

    private static void refuseMissing(String pointer) {
        throw SkerryException.invalid(pointer, "%s is required.".formatted(pointer));
    }

    private static Record read(Class<? extends Record> type, ObjectNode input) {
        try {
            return Json.MAPPER.treeToValue(input, type);
        } catch (JacksonException e) {
            var pointer = pointer(e.getPath());
            throw SkerryException.invalid(pointer, "%s: %s".formatted(pointer, reason(e)));
        }
    }

    /// The value type's own sentence where there is one; else what the field should have been, without Java's words.
    private static String reason(JacksonException e) {
        var own = ownWords(e);
        if (own != null) {
            return own;
        }
        return switch (e) {
            case InvalidFormatException key
            when textFormat(key.getTargetType()).isPresent() ->
                refusal(textFormat(key.getTargetType()).orElseThrow(), key.getValue());
            case UnrecognizedPropertyException unknown ->
                "there is no such field; known are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case InvalidTypeIdException type -> "has no such type: '%s'".formatted(type.getTypeId());
            case InputCoercionException number -> "must be %s".formatted(name(number.getTargetType()));
            case MismatchedInputException mismatch -> "must be %s".formatted(name(mismatch.getTargetType()));
            default -> "is not valid";
        };
    }

    private static Optional<TextFormat> textFormat(@Nullable Class<?> type) {
        return type != null && WireTypes.format(type) instanceof TextFormat text ? Optional.of(text) : Optional.empty();
    }

    /// Why a format refuses a value: keys of maps lose the sentence on their way through the JSON library.
    private static String refusal(TextFormat format, @Nullable Object value) {
        try {
            format.check(String.valueOf(value));
            return "is not valid";
        } catch (InvalidValueException e) {
            return Objects.requireNonNull(e.getMessage());
        }
    }

    private static @Nullable String ownWords(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValueException invalid) {
                return invalid.getMessage();
            }
        }
        return null;
    }

    private static String name(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type == List.class) {
            return "a list";
        }
        return type == String.class || WireTypes.isValueType(type) ? "a text" : "an object";
    }

    private static String pointer(List<JacksonException.Reference> path) {
        return path.isEmpty()
                ? ""
                : path.stream()
                        .map(step -> step.getPropertyName() == null
                                ? Integer.toString(step.getIndex())
                                : step.getPropertyName().replace("~", "~0").replace("/", "~1"))
                        .collect(Collectors.joining("/", "/", ""));
    }
}
