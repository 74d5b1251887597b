package dev.skerry.docker;

import java.util.HashMap;
import java.util.Map;

/// The labels by which Skerry knows its own objects: it never touches one that does not carry its instance.
///
/// @param values label name to value
public record Labels(Map<String, String> values) {
    public static final String INSTANCE = "dev.skerry.instance";
    public static final String ENVIRONMENT = "dev.skerry.environment";
    public static final String APPLICATION = "dev.skerry.application";
    public static final String RELEASE = "dev.skerry.release";
    public static final String GENERATION = "dev.skerry.generation";
    public static final String PROCESS = "dev.skerry.process";
    public static final String DEPLOYMENT = "dev.skerry.deployment";
    public static final String RUN = "dev.skerry.run";
    public static final String ROLE = "dev.skerry.role";

    /// On what is made for one service and goes with it.
    public static final String SERVICE = "dev.skerry.service";

    public Labels {
        values = Map.copyOf(values);
    }

    public static Labels of(String name, String value) {
        return new Labels(Map.of(name, value));
    }

    public Labels with(String name, String value) {
        var all = new HashMap<>(values);
        all.put(name, value);
        return new Labels(all);
    }

    /// Whether an object with these labels is among those the other labels ask for.
    public boolean matches(Labels wanted) {
        return values.entrySet().containsAll(wanted.values.entrySet());
    }
}
