package dev.skerry.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.values.RelativePath;
import dev.skerry.builds.BuildSettings.Fallback;
import org.junit.jupiter.api.Test;

class BuildFilesTest {
    @Test
    void writesTheDockerfileOfAStaticSite() {
        assertThat(StaticSiteDockerfile.text(StaticSiteDockerfile.IMAGE, new RelativePath("my site"), Fallback.ON))
                .isEqualTo("""
                        # Made by Skerry for a static site.
                        FROM skerry/static:1
                        ENV SPA_FALLBACK=on
                        COPY ["my site/", "/srv/site/"]
                        """);
        assertThat(StaticSiteDockerfile.text("skerry/static:1", RelativePath.ROOT, Fallback.AUTOMATIC))
                .contains("COPY [\"./\", \"/srv/site/\"]")
                .contains("SPA_FALLBACK=auto");
    }

    @Test
    void keepsHistoryAndSecretsOutWhateverTheUserWrote() {
        assertThat(DockerIgnore.compose("node_modules\n!.env\n!.git")).isEqualTo("""
                        node_modules
                        !.env
                        !.git
                        # Added by Skerry: history and secrets stay outside.
                        **/.git
                        **/.env
                        **/.env.*
                        !**/.env.example
                        !**/.env.sample
                        !**/.env.template
                        !**/.env.dist
                        """);
        assertThat(DockerIgnore.compose("")).startsWith("# Added by Skerry");
    }
}
