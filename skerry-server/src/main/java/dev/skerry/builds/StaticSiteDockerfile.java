package dev.skerry.builds;

import dev.skerry.api.values.RelativePath;

/// The Dockerfile of a static site: the server's image (`images/static`) with a folder in its document root. The
/// server listens on `PORT`, 8080 unless given.
final class StaticSiteDockerfile {
    static final String IMAGE = "skerry/static:1";
    private static final String DOCUMENT_ROOT = "/srv/site/";

    private StaticSiteDockerfile() {}

    /// @param image reference of the server's image, `IMAGE` or its digest
    /// @param folder inside the build context
    static String text(String image, RelativePath folder, BuildSettings.Fallback fallback) {
        return """
                # Made by Skerry for a static site.
                FROM %s
                ENV SPA_FALLBACK=%s
                COPY ["%s/", "%s"]
                """.formatted(image, value(fallback), folder, DOCUMENT_ROOT);
    }

    private static String value(BuildSettings.Fallback fallback) {
        return switch (fallback) {
            case AUTOMATIC -> "auto";
            case ON -> "on";
            case OFF -> "off";
        };
    }
}
