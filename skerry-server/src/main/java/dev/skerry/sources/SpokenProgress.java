package dev.skerry.sources;

import dev.skerry.api.values.GitUrl;
import dev.skerry.git.CheckoutReport;
import dev.skerry.git.GitProgress;
import java.util.function.Consumer;

/// Tells a user in lines what a checkout does.
record SpokenProgress(Consumer<String> lines) implements GitProgress {
    @Override
    public void fetching(GitUrl url, String path) {
        lines.accept("Reading %s%s".formatted(url, path.isEmpty() ? "" : " for the submodule " + path));
    }

    @Override
    public void wrote(CheckoutReport.Repository repository) {
        lines.accept("%d files".formatted(repository.files()));
    }

    @Override
    public void warned(String message) {
        lines.accept("Warning: " + message);
    }
}
