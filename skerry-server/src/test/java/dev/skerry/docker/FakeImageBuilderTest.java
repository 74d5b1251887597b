package dev.skerry.docker;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FakeImageBuilderTest implements ImageBuilderContract {
    private final ImageBuilder builder = new FakeImageBuilder();
    private final Labels labels = TestLabels.instance();

    @TempDir
    private Path context;

    @Override
    public ImageBuilder builder() {
        return builder;
    }

    @Override
    public Path context() {
        return context;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public String base() {
        return "base";
    }
}
