package dev.skerry.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private final GitClient client = new GitClient(GitConfig.DEFAULT);

    @Test
    void seesNoSettingsOfThisMachine() throws Exception {
        var reader = SystemReader.getInstance();

        assertThat(client).isNotNull();
        assertThat(reader.getUserConfig().getSections()).isEmpty();
        assertThat(reader.getSystemConfig().getSections()).isEmpty();
        assertThat(reader.getJGitConfig().getSections()).isSubsetOf("filesystem"); // measured, in memory
        assertThat(reader.getenv("HOME")).isNull();
        assertThat(reader.getenv("GIT_SSH")).isNull();
        assertThat(IsolatedFiles.INSTANCE.userHome()).doesNotExist();
        assertThat(IsolatedFiles.INSTANCE.getGitSystemConfig()).isNull();
    }
}
