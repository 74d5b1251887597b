package dev.skerry.web;

import dev.skerry.operations.OpenApi;
import dev.skerry.operations.Operations;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The OpenAPI document as it is served, made when somebody asks for it: few do, and never at the start.
final class OpenApiDocument {
    private final Operations operations;
    private byte @Nullable [] document;

    OpenApiDocument(Operations operations) {
        this.operations = operations;
    }

    synchronized byte[] get() {
        var made = document;
        if (made == null) {
            made = OpenApi.document(operations.all()).toString().getBytes(StandardCharsets.UTF_8);
            document = made;
        }
        return made;
    }
}
