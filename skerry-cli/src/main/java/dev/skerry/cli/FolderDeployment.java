package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.catalogue.SourceRows;
import dev.skerry.cli.input.InputException;
import dev.skerry.cli.output.Units;
import dev.skerry.cli.pack.PackedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Brings a folder of this machine to the server.
record FolderDeployment(Session session, Path folder) {
    private static final int SHOWN = 5;

    /// @param application finds or makes it, by the name the folder suggests; empty when nothing is to be done
    /// @return the application's whole name
    Optional<String> upload(Function<String, Optional<JsonNode>> application) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InputException("TARGET: there is no folder '%s'.".formatted(folder));
        }
        var found = application.apply(Deploy.nameOf(folder.toRealPath()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var name = found.get().path("ref").asString();
        try (var packed = PackedFolder.of(folder)) {
            if (packed.files() == 0) {
                throw new InputException("TARGET: there is nothing to deploy in %s.".formatted(folder.toRealPath()));
            }
            tell(packed, name);
            var input = Json.MAPPER.createObjectNode().put("application", name);
            UploadProgress.upload(session, SourceRows.UPLOAD, input, packed.file());
        }
        return Optional.of(name);
    }

    private void tell(PackedFolder packed, String name) throws IOException {
        leftOut(packed.secrets(), "holds secrets; set them with: skerry env set " + name + " NAME");
        leftOut(packed.strangers(), "leads out of the folder, or is no file");
        session.note("Uploading %s for %s: %d files, %s packed"
                .formatted(folder.toRealPath(), name, packed.files(), Units.size(packed.size())));
    }

    private void leftOut(List<String> files, String why) {
        if (!files.isEmpty()) {
            var more = files.size() > SHOWN ? " and %d more".formatted(files.size() - SHOWN) : "";
            session.note("Left out: %s%s (%s)"
                    .formatted(String.join(", ", files.stream().limit(SHOWN).toList()), more, why));
        }
    }
}
