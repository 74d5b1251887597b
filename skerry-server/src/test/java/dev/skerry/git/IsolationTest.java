package dev.skerry.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.values.GitRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private static final GitCall CALL =
            new GitCall(new GitCredential.None(), Duration.ofSeconds(30), Cancellation.never(), GitProgress.silent());

    private final GitClient client = new GitClient(GitConfig.DEFAULT);

    @Test
    void seesNoSettingsOfThisMachine() throws Exception {
        var nothing = new GitUrl("file:///no/such/repository");
        assertThatThrownBy(() -> client.resolve(nothing, new GitRef("main"), CALL))
                .isInstanceOf(SkerryException.class);

        var reader = SystemReader.getInstance();
        // What was measured of file systems in this process stands in memory.
        for (var config : List.of(reader.getUserConfig(), reader.getSystemConfig(), reader.getJGitConfig())) {
            assertThat(config.getSections()).isSubsetOf("filesystem");
        }
        assertThat(reader.getenv("HOME")).isNull();
        assertThat(reader.getenv("GIT_SSH")).isNull();
        assertThat(IsolatedFiles.INSTANCE.userHome()).doesNotExist();
        assertThat(IsolatedFiles.INSTANCE.getGitSystemConfig()).isNull();
    }
}
