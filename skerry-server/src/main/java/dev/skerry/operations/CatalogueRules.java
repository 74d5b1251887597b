package dev.skerry.operations;

import dev.skerry.api.Body;
import dev.skerry.api.Effect;
import dev.skerry.api.Method;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.WireTypes;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.DomainRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.RunId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must hold of the catalogue. All faults are reported at once. That each row has its handler is checked by every
/// start; the rows themselves do not change after they were compiled, and are checked by the tests.
final class CatalogueRules {
    private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z][A-Za-z]*");
    private static final Pattern SUMMARY = Pattern.compile("\\p{Lu}[^\\s.]*( [^\\s]+)+(?<![.!?:,;])");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private CatalogueRules() {}

    static void check(Collection<Operation<?, ?>> catalogue, Collection<Binding<?, ?>> bindings) {
        var faults = pairFaults(catalogue, bindings);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The catalogue is not whole:\n  " + String.join("\n  ", faults));
        }
    }

    /// Of the rows as well.
    static List<String> faults(Collection<Operation<?, ?>> catalogue, Collection<Binding<?, ?>> bindings) {
        var faults = pairFaults(catalogue, bindings);
        for (var operation : catalogue) {
            rowFaults(operation).forEach(fault -> faults.add(operation.name() + ": " + fault));
        }
        return faults;
    }

    private static List<String> pairFaults(Collection<Operation<?, ?>> catalogue, Collection<Binding<?, ?>> bindings) {
        var faults = new ArrayList<String>();
        var bound = bindings.stream().map(binding -> binding.operation().name()).toList();
        var handled = Set.copyOf(bound);
        duplicates(bound).forEach(name -> faults.add(name + ": has two handlers"));
        duplicates(catalogue.stream().map(Operation::name).toList())
                .forEach(name -> faults.add(name + ": stands twice"));
        duplicates(catalogue.stream().map(CatalogueRules::address).toList())
                .forEach(address -> faults.add(address + ": is the address of two operations"));
        duplicates(catalogue.stream().map(Operation::command).toList())
                .forEach(command -> faults.add("'" + command + "': is the command of two operations"));
        for (var operation : catalogue) {
            if (!handled.contains(operation.name())) {
                faults.add(operation.name() + ": has no handler");
            }
        }
        bindings.stream()
                .filter(binding -> binding.takes() != Binding.wanted(binding.operation()))
                .forEach(binding -> faults.add("%s: takes %s, but its handler %s"
                        .formatted(binding.operation().name(), Binding.wanted(binding.operation()), binding.takes())));
        bindings.stream()
                .filter(binding -> binding.stored() && !mayBeKept(binding.operation()))
                .forEach(binding -> faults.add(binding.operation().name() + ": is bound as if it only read"));
        var known = catalogue.stream().map(Operation::name).collect(Collectors.toSet());
        bound.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(name + ": is not in the catalogue"));
        return faults;
    }

    private static boolean mayBeKept(Operation<?, ?> operation) {
        return operation.effect() == Effect.READ
                && switch (operation.output().kind()) {
                    case ONE, PAGE -> true;
                    case STREAM, NONE -> false;
                };
    }

    private static Stream<String> rowFaults(Operation<?, ?> operation) {
        var faults = Stream.<String>builder();
        var components = Arrays.stream(operation.input().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        if (!NAME.matcher(operation.name()).matches()) {
            faults.add("is not named noun.verb");
        }
        if (!SUMMARY.matcher(operation.summary()).matches()) {
            faults.add("needs a summary of one sentence without its full stop");
        }
        whatIsMissing(operation).forEach(what -> faults.add("has no " + what));
        nonRecord(operation.output()).ifPresent(type -> faults.add("answers with " + type + ", which is no record"));
        PLACEHOLDER
                .matcher(operation.path())
                .results()
                .map(match -> match.group(1))
                .filter(name -> !components.contains(name))
                .forEach(name -> faults.add("has {" + name + "} in its path but not in its input"));
        operation.positional().stream()
                .filter(name -> !components.contains(name))
                .forEach(name -> faults.add("has no component '" + name + "' for its command"));
        if (operation.body() == Body.BYTES && !operation.method().hasBody()) {
            faults.add("takes bytes by a method without a body");
        }
        Cleared.clearable(operation.input())
                .filter(component -> WireTypes.isRequired(component) || operation.method() != Method.PATCH)
                .forEach(component ->
                        faults.add("can take " + component.getName() + " back, which no PATCH leaves absent"));
        if (operation.scope() != null && !namesItsScope(operation)) {
            faults.add("has scope " + operation.scope() + " but its input names no such thing");
        }
        UncheckedInput.of(operation.input())
                .forEach(path -> faults.add("takes " + path + " as it comes; give it a checked value type"));
        return faults.build();
    }

    /// The compiler keeps nulls out of rows that are written with its checks on; a row is data all the same.
    private static Stream<String> whatIsMissing(Operation<?, ?> operation) {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        parts.put("permission", operation.permission());
        parts.put("scope", operation.scope());
        parts.put("effect", operation.effect());
        return parts.entrySet().stream().filter(part -> part.getValue() == null).map(Map.Entry::getKey);
    }

    /// What is answered is a record, or one of the records of a sealed type; clients have types made of them.
    private static Optional<String> nonRecord(Output<?> output) {
        return output.kind() == Output.Kind.NONE || isRecord(output.item())
                ? Optional.empty()
                : Optional.of(output.item().getSimpleName());
    }

    private static boolean isRecord(Class<?> type) {
        return type.isRecord()
                || (type.isSealed()
                        && Arrays.stream(type.getPermittedSubclasses()).allMatch(CatalogueRules::isRecord));
    }

    private static boolean namesItsScope(Operation<?, ?> operation) {
        return switch (operation.scope()) {
            case INSTALLATION, ACCOUNT, ORGANIZATION -> true;
            case PROJECT -> takes(operation, ProjectRef.class);
            case ENVIRONMENT -> takes(operation, EnvironmentRef.class);
            case APPLICATION -> takes(operation, ApplicationRef.class);
            case DOMAIN -> takes(operation, DomainRef.class);
            case DEPLOYMENT -> takes(operation, DeploymentId.class);
            case RUN -> takes(operation, RunId.class);
            case CREDENTIAL -> takes(operation, CredentialRef.class);
        };
    }

    private static boolean takes(Operation<?, ?> operation, Class<?> type) {
        return Arrays.stream(operation.input().getRecordComponents())
                .anyMatch(component -> component.getType() == type);
    }

    private static String address(Operation<?, ?> operation) {
        return operation.method() + " " + PLACEHOLDER.matcher(operation.path()).replaceAll("{}");
    }

    private static Set<String> duplicates(List<String> names) {
        var seen = new HashSet<String>();
        return names.stream().filter(name -> !seen.add(name)).collect(Collectors.toSet());
    }
}
