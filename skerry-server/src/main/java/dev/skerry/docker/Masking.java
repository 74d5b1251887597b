package dev.skerry.docker;

import dev.skerry.kernel.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Takes secrets out of what a build writes, for a step may print what it was given. Each line of a secret counts for
/// itself. What is shorter than four characters stays: it would be found everywhere, and hides nothing.
record Masking(List<String> texts) {
    static final Masking NONE = new Masking(List.of());
    private static final int SHORTEST = 4;
    private static final String MASK = "****";

    Masking {
        texts = List.copyOf(texts);
    }

    static Masking of(Collection<Secret> secrets) {
        return new Masking(secrets.stream()
                .flatMap(secret -> secret.reveal().lines())
                .map(String::strip)
                .filter(text -> text.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    String apply(String line) {
        var masked = line;
        for (var text : texts) {
            masked = masked.replace(text, MASK);
        }
        return masked;
    }

    /// The secrets stay out.
    @Override
    public String toString() {
        return "Masking[%d]".formatted(texts.size());
    }
}
