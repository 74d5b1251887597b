package dev.skerry.secrets;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.secrets.Template.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts values in the place of references. Pure.
final class Resolver {
    static final int DEEPEST = 20;

    /// In characters, as long as a value may be that refers to nothing: a few short values can grow without end.
    static final int LONGEST = 65_536;

    private final Lineage lineage;
    private final Map<Level, Map<String, Variable>> variables;
    private final Map<Place, Resolved> known = new HashMap<>();

    /// @param variables those of each owner in the lineage
    Resolver(Lineage lineage, Map<Level, Map<String, Variable>> variables) {
        this.lineage = lineage;
        this.variables = variables;
    }

    /// A value that is text alone.
    ///
    /// @param plain whether it may be shown: neither it nor what it refers to is secret
    record Resolved(String value, boolean plain) {
        /// The value stays out of messages.
        @Override
        public String toString() {
            return "Resolved[%s]".formatted(plain ? "plain" : "secret");
        }
    }

    /// Where a variable stands.
    private record Place(Level level, String name) {}

    /// @throws SkerryException UNPROCESSABLE with the variable, the reference, and what to do
    Resolved resolve(Level level, String name) {
        return resolve(new Place(level, name), List.of());
    }

    private Resolved resolve(Place place, List<Place> path) {
        var before = known.get(place);
        if (before != null) {
            return before;
        }
        refuseCircle(place, path);
        var variable = variable(place);
        var text = new StringBuilder();
        var plain = variable.plain();
        for (var part : template(place, variable).parts()) {
            switch (part) {
                case Part.Text literal -> text.append(literal.text());
                case Part.Reference reference -> {
                    var target = resolve(target(place, reference), longer(path, place));
                    text.append(target.value());
                    plain &= target.plain();
                }
            }
            if (text.length() > LONGEST) {
                throw refuse(place, "is longer than %d characters once resolved".formatted(LONGEST));
            }
        }
        var resolved = new Resolved(text.toString(), plain);
        known.put(place, resolved);
        return resolved;
    }

    private Template template(Place place, Variable variable) {
        try {
            return Template.of(variable.value().reveal());
        } catch (SkerryException e) {
            throw refuse(place, "cannot be read: " + e.getMessage());
        }
    }

    private Variable variable(Place place) {
        var variable = variables.getOrDefault(place.level(), Map.of()).get(place.name());
        if (variable == null) {
            throw refuse(place, "is not set");
        }
        return variable;
    }

    /// The variable meant; without a level the one of the same owner, else of the nearest above it.
    private Place target(Place from, Part.Reference reference) {
        var candidates = reference.level() == null ? from.level().upwards() : List.of(reference.level());
        if (candidates.stream().anyMatch(level -> level.compareTo(from.level()) > 0)) {
            throw refuse(
                    from,
                    "refers to %s, but a project has several environments and cannot mean one: set it in an environment"
                            .formatted(reference));
        }
        return candidates.stream()
                .filter(level -> variables.getOrDefault(level, Map.of()).containsKey(reference.name()))
                .findFirst()
                .map(level -> new Place(level, reference.name()))
                .orElseThrow(() -> unknown(from, reference, candidates));
    }

    private SkerryException unknown(Place from, Part.Reference reference, List<Level> candidates) {
        var places = candidates.stream().map(this::described).collect(Collectors.joining(" or "));
        var nearest = candidates.getFirst();
        return refuse(
                from,
                "refers to %s, but there is no '%s' in %s. Set it by 'skerry %s %s %s=...'"
                        .formatted(
                                reference,
                                reference.name(),
                                places,
                                nearest.command(),
                                lineage.owner(nearest).ref(),
                                reference.name()));
    }

    private void refuseCircle(Place place, List<Place> path) {
        var first = path.indexOf(place);
        if (first >= 0) {
            var circle = longer(path.subList(first, path.size()), place).stream()
                    .map(this::inCircle)
                    .collect(Collectors.joining(" -> "));
            throw refuse(place, "refers to itself: %s%s".formatted(circle, advice(place, path.size() - first)));
        }
        if (path.size() >= DEEPEST) {
            throw refuse(path.getFirst(), "refers over more than %d others".formatted(DEEPEST));
        }
    }

    /// Who writes `X=${{X}}` means the one above.
    private static String advice(Place place, int length) {
        var above = place.level().upwards().stream().skip(1).findFirst().map(Level::noun);
        return length > 1 || above.isEmpty()
                ? ""
                : ". To take the one of the %s over, write ${{%s.%s}}"
                        .formatted(above.get(), above.get(), place.name());
    }

    private String inCircle(Place place) {
        return Optional.of(place.level())
                .filter(level -> level != lineage.level())
                .map(level -> level.noun() + "." + place.name())
                .orElse(place.name());
    }

    private SkerryException refuse(Place place, String why) {
        return new SkerryException(
                ErrorCode.UNPROCESSABLE,
                "The variable '%s' of %s %s.".formatted(place.name(), described(place.level()), why));
    }

    private String described(Level level) {
        return "%s '%s'".formatted(level.noun(), lineage.owner(level).ref());
    }

    private static List<Place> longer(List<Place> path, Place last) {
        var all = new ArrayList<>(path);
        all.add(last);
        return all;
    }
}
