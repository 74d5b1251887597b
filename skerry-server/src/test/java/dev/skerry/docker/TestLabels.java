package dev.skerry.docker;

import java.util.UUID;

/// Labels of the tests.
final class TestLabels {
    private TestLabels() {}

    /// A label that nothing else has.
    static Labels instance() {
        return Labels.of(Labels.INSTANCE, "test-" + UUID.randomUUID());
    }

    /// A label that nothing carries.
    static Labels other() {
        return Labels.of(Labels.INSTANCE, "nobody");
    }

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
