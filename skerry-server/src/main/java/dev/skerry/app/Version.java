package dev.skerry.app;

import java.util.Objects;

/// Which Skerry this is: the version of its jar.
final class Version {
    static final String CURRENT =
            Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");

    private Version() {}
}
