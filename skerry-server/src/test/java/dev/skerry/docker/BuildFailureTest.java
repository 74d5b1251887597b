package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.BuildFailure.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildFailureTest {
    /// What BuildKit of engines 20.10 and 28.5, buildx 0.29 and the classic builder said.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    STEP_FAILED   | ERROR: failed to build: failed to solve: executor failed running [/bin/sh -c exit 3]: exit code: 3
                    STEP_FAILED   | ERROR: failed to solve: process "/bin/sh -c exit 3" did not complete successfully: exit code: 3
                    STEP_FAILED   | The command '/bin/sh -c exit 3' returned a non-zero code: 3
                    OUT_OF_MEMORY | ERROR: failed to solve: executor failed running [/bin/sh -c dd]: exit code: 137
                    OUT_OF_MEMORY | ERROR: failed to solve: process "/bin/sh -c dd" did not complete successfully: exit code: 137
                    OUT_OF_MEMORY | The command '/bin/sh -c dd' returned a non-zero code: 137
                    STEP_FAILED   | The command '/bin/sh -c dd' returned a non-zero code: 13
                    DISK_FULL     | tee: /x: No space left on device
                    DISK_FULL     | ERROR: failed to solve: failed to copy: write /var/lib/docker/x: no space left on device
                    BASE_IMAGE    | ERROR: failed to solve: failed to create LLB definition: failed to do request: Head "https://x/v2/": no such host
                    BASE_IMAGE    | ERROR: failed to solve: y:1: failed to resolve source metadata for x/y:1: not found
                    BASE_IMAGE    | pull access denied for nosuch, repository does not exist or may require 'docker login'
                    BASE_IMAGE    | Error response from daemon: Get "https://x/v2/": dial tcp: lookup x: no such host
                    DOCKERFILE    | ERROR: failed to solve: failed to read dockerfile: open D3: no such file or directory
                    DOCKERFILE    | Error response from daemon: dockerfile parse error line 2: unknown instruction: FOO
                    DOCKERFILE    | ERROR: failed to solve: file with no instructions
                    NO_ENGINE     | ERROR: Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?
                    NO_ENGINE     | ERROR: failed to build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF
                    BASE_IMAGE    | ERROR: failed to solve: x: failed to do request: Head "https://127.0.0.1:5/v2/": dial tcp 127.0.0.1:5: connect: connection refused
                    OTHER         | a step printed exit code 137 and out of memory
                    OTHER         | something else
                    """)
    void findsTheReasonInTheBuildersWords(Reason reason, String line) {
        assertThat(BuildFailure.of(List.of("step one", line, "step two")).reason())
                .isEqualTo(reason);
    }

    @Test
    void tellsStepExitCodeAndTheLastLines() {
        var lines = List.of(
                "1",
                "2",
                "3",
                "4",
                "5",
                "6",
                "7",
                "8",
                "9",
                "10",
                "boom",
                "ERROR: executor failed running: exit code: 3");

        var failure = BuildFailure.of(lines).exception(Optional.of("[2/4] RUN npm ci"), lines);

        assertThat(failure.code()).isEqualTo(ErrorCode.UNPROCESSABLE);
        assertThat(failure.getMessage())
                .isEqualTo("The build failed: the step '[2/4] RUN npm ci' ended with exit code 3. Its last lines:\n"
                        + "3\n4\n5\n6\n7\n8\n9\n10\nboom\nERROR: executor failed running: exit code: 3");
    }

    @Test
    void doesNotBlameTheUserForAnEngineThatIsGone() {
        var lines = List.of("ERROR: Cannot connect to the Docker daemon at unix:///x.sock");

        assertThat(BuildFailure.of(lines).exception(Optional.empty(), lines).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }
}
