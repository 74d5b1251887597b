package dev.skerry.builds;

import dev.skerry.api.applications.BuildMethod;
import dev.skerry.api.values.RelativePath;

/// What will build a source folder. All paths start at its top.
public sealed interface BuildPlan {
    /// What the build may copy.
    RelativePath context();

    /// One sentence for the build log.
    String because();

    /// `docker build` of a Dockerfile.
    record Dockerfile(RelativePath context, RelativePath file, String because) implements BuildPlan {}

    /// The static server's image with a folder in it.
    record StaticSite(RelativePath folder, BuildSettings.Fallback fallback, String because) implements BuildPlan {
        @Override
        public RelativePath context() {
            return RelativePath.ROOT;
        }
    }

    /// A tool that looks at the code and writes the build itself.
    record Tool(BuildMethod method, RelativePath context, String because) implements BuildPlan {}
}
