package dev.skerry.cli.input;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.skerry.api.Json;
import dev.skerry.api.WireTypes;
import dev.skerry.api.values.GrammarFormat;
import dev.skerry.api.values.NumberFormat;
import dev.skerry.api.values.TextFormat;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A kind of value a text on the command line can be.
public sealed interface Value {
    /// @throws IllegalArgumentException when the text is not one; the message says what is allowed
    JsonNode parse(String text);

    /// What it is and what is allowed, as a sentence without its full stop.
    String rule();

    /// A good one.
    String example();

    boolean isSecret();

    /// Whether it is a text of several lines, as files have.
    default boolean isDocument() {
        return false;
    }

    static Value of(Type type) {
        var plain = WireTypes.raw(type);
        if (plain == Boolean.class || plain == boolean.class) {
            return new Truth();
        }
        if (plain.isEnum()) {
            return new Choice(Arrays.stream(plain.getEnumConstants())
                    .map(constant -> Json.MAPPER.<JsonNode>valueToTree(constant).asString())
                    .toList());
        }
        return WireTypes.isValueType(plain) ? new Checked(plain) : new Structured(type);
    }

    /// Yes or no.
    record Truth() implements Value {
        @Override
        public JsonNode parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes" -> JsonNodeFactory.instance.booleanNode(true);
                case "false", "no" -> JsonNodeFactory.instance.booleanNode(false);
                default -> throw new IllegalArgumentException("'%s' is neither true nor false.".formatted(text));
            };
        }

        @Override
        public String rule() {
            return "";
        }

        @Override
        public String example() {
            return "true";
        }

        @Override
        public boolean isSecret() {
            return false;
        }
    }

    /// One of a few words, in upper or lower case.
    record Choice(List<String> names) implements Value {
        public Choice {
            names = List.copyOf(names);
        }

        @Override
        public JsonNode parse(String text) {
            return names.stream()
                    .filter(name -> name.equalsIgnoreCase(text))
                    .findFirst()
                    .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'%s' is none of %s.".formatted(text, String.join(", ", shown()))));
        }

        @Override
        public String rule() {
            return "one of " + String.join(", ", shown());
        }

        @Override
        public String example() {
            return shown().getFirst();
        }

        /// As people type them; on the wire some are in capitals.
        public List<String> shown() {
            return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        }

        @Override
        public boolean isSecret() {
            return false;
        }
    }

    /// A value type of the API, which checks itself when it is made.
    record Checked(Class<?> type) implements Value {
        private static final String EXAMPLE_ID = "0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14";

        @Override
        public JsonNode parse(String text) {
            var creator = creator();
            var argument = creator.getParameterTypes()[0] == String.class ? text : number(text, creator);
            create(creator, argument);
            return argument instanceof Number number
                    ? JsonNodeFactory.instance.numberNode(number.longValue())
                    : JsonNodeFactory.instance.stringNode(text);
        }

        @Override
        public String rule() {
            return switch (format()) {
                case TextFormat text -> text.what() + ", " + text.rule();
                case GrammarFormat grammar -> grammar.what() + ", " + grammar.rule();
                case NumberFormat number ->
                    "%s, must be between %d and %d".formatted(number.what(), number.min(), number.max());
                default -> isId() ? "an id, in full or its last digits as lists show them" : "";
            };
        }

        @Override
        public String example() {
            return switch (format()) {
                case TextFormat text -> text.example();
                case GrammarFormat grammar -> grammar.example();
                case NumberFormat number -> Integer.toString(number.example());
                default -> isId() ? EXAMPLE_ID : "1";
            };
        }

        @Override
        public boolean isSecret() {
            return format() instanceof TextFormat text && text.secret();
        }

        @Override
        public boolean isDocument() {
            return format() instanceof TextFormat text && text.document();
        }

        /// Whether it is one of the ids that the server gives to things.
        public boolean isId() {
            return type.getRecordComponents()[0].getType() == UUID.class;
        }

        private Object format() {
            return Objects.requireNonNullElse(WireTypes.format(type), "");
        }

        /// The one that takes what stands on the wire: a marked factory, or the record's own constructor.
        private Executable creator() {
            return Arrays.stream(type.getMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers()))
                    .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                    .<Executable>map(method -> method)
                    .findFirst()
                    .orElseGet(() -> type.getConstructors()[0]);
        }

        private Object number(String text, Executable creator) {
            try {
                return creator.getParameterTypes()[0] == int.class
                        ? (Object) Integer.valueOf(text)
                        : (Object) Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'%s' is not a whole number; it is %s.".formatted(text, rule()), e);
            }
        }

        private void create(Executable creator, Object argument) {
            try {
                switch (creator) {
                    case java.lang.reflect.Method factory -> factory.invoke(null, argument);
                    case java.lang.reflect.Constructor<?> constructor -> constructor.newInstance(argument);
                }
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(e.getTargetException().getMessage(), e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot make a " + type.getSimpleName(), e);
            }
        }
    }

    /// Anything with parts of its own inside a list or map: given as JSON.
    record Structured(Type type) implements Value {
        @Override
        public JsonNode parse(String text) {
            try {
                var node = Json.MAPPER.readTree(text);
                Json.MAPPER.readerFor(Json.MAPPER.constructType(type)).readValue(node);
                return node;
            } catch (JacksonException e) {
                throw new IllegalArgumentException("that is not its JSON: " + e.getOriginalMessage(), e);
            }
        }

        @Override
        public String rule() {
            return "a JSON object";
        }

        @Override
        public String example() {
            return Examples.json(type).toString();
        }

        @Override
        public boolean isSecret() {
            return false;
        }
    }
}
