package dev.skerry.cli.input;

import dev.skerry.api.values.Argument;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thing a command takes: a component of its input record, however deep it stands there.
///
/// @param path from the input record down
/// @param names of its option, the best first; empty when it is given without a flag
/// @param required the command does not work without it
/// @param needed what it belongs to does not work without it
/// @param fallback what holds when it is not given, as far as that is known; else empty
public record Field(
        List<Step> path, List<String> names, Shape shape, boolean required, boolean needed, String fallback) {
    public Field {
        path = List.copyOf(path);
        names = List.copyOf(names);
    }

    /// Into a component, and when that has alternatives, into one of them.
    public record Step(String component, @Nullable String alternative) {
        static Step into(String component) {
            return new Step(component, null);
        }
    }

    /// How many values it takes, and of what kind.
    public sealed interface Shape {
        record Single(Value value) implements Shape {}

        record Many(Value value) implements Shape {}

        /// `KEY=VALUE`.
        record Pairs(Value key, Value value) implements Shape {}

        /// No value: it picks the alternative its path ends in.
        record Pick() implements Shape {}
    }

    Field named(List<String> others) {
        return new Field(path, others, shape, required, needed, fallback);
    }

    public boolean isPositional() {
        return names.isEmpty();
    }

    /// Whether it may be given more than once.
    public boolean isPlural() {
        return switch (shape) {
            case Shape.Many _, Shape.Pairs _ -> true;
            case Shape.Single _, Shape.Pick _ -> false;
        };
    }

    /// Whether its option stands alone.
    public boolean isFlag() {
        return switch (shape) {
            case Shape.Pick _ -> true;
            case Shape.Single(var value) -> value instanceof Value.Truth && !isPositional();
            case Shape.Many _, Shape.Pairs _ -> false;
        };
    }

    /// Whether it is the words of a command that is passed on as it is.
    public boolean isForeign() {
        return shape instanceof Shape.Many(Value.Checked(var type)) && type == Argument.class;
    }

    /// Whether it is a text that people keep in a file, and give as `@FILE`.
    public boolean isDocument() {
        return shape instanceof Shape.Single(var value) && value.isDocument();
    }

    /// Whether its value must not be seen.
    public boolean isSecret() {
        return shape instanceof Shape.Single(var value) && value.isSecret();
    }

    /// What a message calls it: the option, or the argument's name in capitals.
    public String label() {
        return isPositional() ? placeholder() : names.getFirst();
    }

    /// What stands in its place in a usage line.
    public String placeholder() {
        return switch (shape) {
            case Shape.Single(Value.Choice choice) when !isPositional() -> String.join("|", choice.shown());
            case Shape.Single(var value) when value.isDocument() && !isPositional() -> "@FILE";
            case Shape.Single _, Shape.Many _ -> Names.upperSnake(path.getLast().component());
            case Shape.Pairs _ -> "KEY=VALUE";
            case Shape.Pick _ -> "";
        };
    }

    /// Whether both are components of the same alternative.
    public boolean isBeside(Field other) {
        var depth = path.size() - 1;
        return depth > 0
                && path.get(depth - 1).alternative() != null
                && other.path.size() > depth
                && other.path.subList(0, depth).equals(path.subList(0, depth));
    }

    /// `source.git.url`: components and alternatives with dots between.
    String dotted() {
        return path.stream()
                .map(step ->
                        step.alternative() == null ? step.component() : step.component() + "." + step.alternative())
                .collect(Collectors.joining("."));
    }

    /// As a server points at it: `/source/url`.
    public String pointer() {
        return path.stream().map(Step::component).collect(Collectors.joining("/", "/", ""));
    }
}
