package dev.skerry.secrets;

import dev.skerry.kernel.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Hides secrets in lines that processes write. A secret of several lines is hidden line by line; what is shorter than
/// `SHORTEST` stays, for it would hide half of every log. Pure.
public final class Mask {
    public static final Mask NONE = new Mask(List.of());

    static final int SHORTEST = 6;
    private static final String HIDDEN = "***";

    private final List<String> hidden;

    /// By their first characters, so that a line is read once however many there are; the longest first.
    private final Map<String, List<String>> byBeginning;

    private Mask(Collection<String> hidden) {
        this.hidden = List.copyOf(hidden);
        this.byBeginning = hidden.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.groupingBy(text -> text.substring(0, SHORTEST)));
    }

    public static Mask of(Collection<Secret> secrets) {
        return NONE.and(secrets);
    }

    /// The same, and these too.
    public Mask and(Collection<Secret> secrets) {
        var all = new ArrayList<>(hidden);
        secrets.stream()
                .flatMap(secret -> secret.reveal().lines())
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(all::add);
        return new Mask(all.stream().distinct().toList());
    }

    /// The text with `***` in the place of each secret.
    public String hide(String text) {
        if (byBeginning.isEmpty()) {
            return text;
        }
        var result = new StringBuilder();
        var copied = 0;
        for (var at = 0; at + SHORTEST <= text.length(); ) {
            var length = lengthOfSecret(text, at);
            if (length == 0) {
                at++;
            } else {
                result.append(text, copied, at).append(HIDDEN);
                at += length;
                copied = at;
            }
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    /// Of the one that begins there, 0 when none does.
    private int lengthOfSecret(String text, int at) {
        return byBeginning.getOrDefault(text.substring(at, at + SHORTEST), List.of()).stream()
                .filter(candidate -> text.startsWith(candidate, at))
                .mapToInt(String::length)
                .findFirst()
                .orElse(0);
    }
}
