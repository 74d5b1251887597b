package dev.skerry.operations;

import dev.skerry.api.Body;
import dev.skerry.api.Operation;
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
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must hold of the catalogue before the server starts. All faults are reported at once.
final class CatalogueRules {
    private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z][A-Za-z]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private CatalogueRules() {}

    static void check(Collection<Operation<?, ?>> catalogue, Collection<Binding<?, ?>> bindings) {
        var faults = faults(catalogue, bindings);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The catalogue is not whole:\n  " + String.join("\n  ", faults));
        }
    }

    static List<String> faults(Collection<Operation<?, ?>> catalogue, Collection<Binding<?, ?>> bindings) {
        var faults = new ArrayList<String>();
        var bound = bindings.stream().map(binding -> binding.operation().name()).toList();
        duplicates(bound).forEach(name -> faults.add(name + ": has two handlers"));
        duplicates(catalogue.stream().map(Operation::name).toList())
                .forEach(name -> faults.add(name + ": stands twice"));
        duplicates(catalogue.stream().map(CatalogueRules::address).toList())
                .forEach(address -> faults.add(address + ": is the address of two operations"));
        duplicates(catalogue.stream().map(Operation::command).toList())
                .forEach(command -> faults.add("'" + command + "': is the command of two operations"));
        for (var operation : catalogue) {
            if (!bound.contains(operation.name())) {
                faults.add(operation.name() + ": has no handler");
            }
            rowFaults(operation).forEach(fault -> faults.add(operation.name() + ": " + fault));
        }
        bindings.stream()
                .filter(binding -> binding.body() != binding.operation().body())
                .forEach(binding -> faults.add("%s: takes %s, but its handler %s"
                        .formatted(
                                binding.operation().name(), binding.operation().body(), binding.body())));
        var known = catalogue.stream().map(Operation::name).collect(Collectors.toSet());
        bound.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(name + ": is not in the catalogue"));
        return faults;
    }

    private static Stream<String> rowFaults(Operation<?, ?> operation) {
        var faults = Stream.<String>builder();
        var components = Arrays.stream(operation.input().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        if (!NAME.matcher(operation.name()).matches()) {
            faults.add("is not named noun.verb");
        }
        if (operation.summary().isBlank() || operation.summary().endsWith(".")) {
            faults.add("needs a summary of one sentence without its full stop");
        }
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
        if (!namesItsScope(operation)) {
            faults.add("has scope " + operation.scope() + " but its input names no such thing");
        }
        UncheckedInput.of(operation.input())
                .forEach(path -> faults.add("takes " + path + " as it comes; give it a checked value type"));
        return faults.build();
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
