package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skerry.api.ErrorCode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    @TempDir
    Path temporary;

    /// Linux's own device that is always full.
    @Test
    void knowsAFullDiskByWhatTheSystemSays() {
        var failure = catchThrowableOfType(IOException.class, () -> {
            try (var full = new FileOutputStream("/dev/full")) {
                full.write(1);
            }
        });

        assertThat(DiskSpace.isLackedIn(failure)).isTrue();
        assertThat(DiskSpace.isLackedIn(new IllegalStateException(new UncheckedIOException(failure))))
                .isTrue();
        assertThat(DiskSpace.explain("The archive", failure))
                .hasMessage(
                        "The archive could not be stored: the disk of this server is full. Free some space there and try again.")
                .extracting(SkerryException::code)
                .isEqualTo(ErrorCode.OUT_OF_SPACE);
    }

    @Test
    void saysOfOtherFailuresWhatTheyAre() {
        var failure = new IOException("Input/output error");

        assertThat(DiskSpace.isLackedIn(failure)).isFalse();
        assertThat(DiskSpace.explain("The archive", failure))
                .hasMessage("The archive could not be stored: Input/output error.")
                .extracting(SkerryException::code)
                .isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void refusesBeforehandWhatCannotFit() throws IOException {
        DiskSpace.require("The archive", temporary, 1);
        assertThatThrownBy(() -> DiskSpace.require("The archive", temporary, Long.MAX_VALUE / 2))
                .hasMessageContaining("the disk of this server is full");
    }
}
