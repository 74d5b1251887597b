package dev.skerry.web;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may stand in a body. A request that names no type is believed to be right.
final class MediaTypes {
    private static final String JSON = "application/json";

    /// What a file is sent as: any bytes, and the archives' own types with their older names.
    private static final Set<String> FILES = Set.of(
            "application/octet-stream",
            "application/gzip",
            "application/x-gzip",
            "application/tar",
            "application/x-tar",
            "application/x-gtar",
            "application/x-compressed-tar",
            "application/zip",
            "application/x-zip-compressed");

    private MediaTypes() {}

    static void requireJson(@Nullable String type) {
        if (type != null && !plain(type).equals(JSON)) {
            throw unsupported("Send application/json, not %s.".formatted(plain(type)));
        }
    }

    static void requireFile(@Nullable String type) {
        if (type != null && !FILES.contains(plain(type))) {
            throw unsupported("Send the file itself as application/octet-stream, not %s; with curl: `curl -T FILE`."
                    .formatted(plain(type)));
        }
    }

    private static String plain(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static SkerryException unsupported(String message) {
        return new SkerryException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, message);
    }
}
