package dev.skerry.api.applications;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.skerry.api.values.CredentialRef;
import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.RelativePath;
import org.jspecify.annotations.Nullable;

/// Where an application's code or image comes from.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Source.Git.class, name = "git"),
    @JsonSubTypes.Type(value = Source.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Source.Archive.class, name = "archive")
})
public sealed interface Source {
    /// A repository.
    ///
    /// @param ref branch, tag or commit; the repository's own default branch when absent
    /// @param folder the part of the repository to build; all of it when absent
    /// @param credential what logs in; none for a public repository
    /// @param submodules whether their files come too; they do when absent
    record Git(
            GitUrl url,
            @Nullable GitRef ref,
            @Nullable RelativePath folder,
            @Nullable CredentialRef credential,
            @Nullable Boolean submodules)
            implements Source {
        /// A public repository.
        public Git(GitUrl url, @Nullable GitRef ref, @Nullable RelativePath folder) {
            this(url, ref, folder, null, null);
        }

        /// The same with another credential.
        public Git with(@Nullable CredentialRef other) {
            return new Git(url, ref, folder, other, submodules);
        }
    }

    /// A ready image, pinned to its digest at each deployment.
    record Image(ImageReference image) implements Source {}

    /// What was uploaded last.
    record Archive() implements Source {}
}
