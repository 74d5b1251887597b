package dev.skerry.operations;

import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The bytes that come with a request. Whoever takes them reads them once, and bounds how much they take.
///
/// @param source opens them: a sender that asks first (`Expect: 100-continue`) is told to go on only then, so that
///     whoever refuses does so before
/// @param length as announced; empty when nobody said
public record Upload(Supplier<InputStream> source, OptionalLong length) {
    /// Of operations that take none.
    public static final Upload NONE = new Upload(InputStream::nullInputStream, OptionalLong.of(0));

    /// Of bytes that are there already.
    public static Upload of(InputStream bytes, OptionalLong length) {
        return new Upload(() -> bytes, length);
    }

    public InputStream open() {
        return source.get();
    }
}
