package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.RelativePath;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;

/// The part of a checkout that is built: for the build and the Procfile it is the whole.
///
/// @param checkout all that was fetched
/// @param part the folder in it that is meant
public record SourceFolder(Path checkout, RelativePath part) {
    /// @throws SkerryException UNPROCESSABLE when the checkout has no such folder
    Path top() {
        var files = new SourceFiles(checkout);
        if (!files.isFolder(part)) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "There is no folder '%s' in the source; found: %s. Set the folder to build."
                            .formatted(part, files.list(RelativePath.ROOT)));
        }
        return part.in(checkout);
    }
}
