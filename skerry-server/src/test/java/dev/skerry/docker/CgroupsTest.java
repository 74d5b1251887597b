package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTest {
    @TempDir
    private Path root;

    @Test
    void boundsEachHierarchyOfVersionOne() throws IOException {
        Files.createDirectories(root.resolve("memory"));
        Files.createDirectories(root.resolve("cpu"));
        var cgroups = new Cgroups(root, 1);

        assertThat(cgroups.isWritable()).isTrue();
        cgroups.limit("skerry/b", 1024L, 1500L);
        assertThat(read("memory/skerry/b/memory.limit_in_bytes")).isEqualTo("1024");
        assertThat(read("cpu/skerry/b/cpu.cfs_period_us")).isEqualTo("100000");
        assertThat(read("cpu/skerry/b/cpu.cfs_quota_us")).isEqualTo("150000");

        cgroups.limit("skerry/b", null, null);
        assertThat(read("memory/skerry/b/memory.limit_in_bytes")).isEqualTo("-1");
        assertThat(read("cpu/skerry/b/cpu.cfs_quota_us")).isEqualTo("-1");
    }

    @Test
    void boundsTheOneHierarchyOfVersionTwo() throws IOException {
        var cgroups = new Cgroups(root, 2);

        cgroups.limit("skerry/b", 1024L, 500L);
        assertThat(read("cgroup.subtree_control")).isEqualTo("+memory +cpu");
        assertThat(read("skerry/cgroup.subtree_control")).isEqualTo("+memory +cpu");
        assertThat(read("skerry/b/memory.max")).isEqualTo("1024");
        assertThat(read("skerry/b/cpu.max")).isEqualTo("50000 100000");

        cgroups.limit("skerry/b", null, null);
        assertThat(read("skerry/b/memory.max")).isEqualTo("max");
        assertThat(read("skerry/b/cpu.max")).isEqualTo("max 100000");
    }

    @Test
    void knowsWhereThereAreNone() {
        assertThat(new Cgroups(root.resolve("none"), 1).isWritable()).isFalse();
        assertThat(new Cgroups(root.resolve("none"), 2).isWritable()).isFalse();
    }

    @Test
    void addsUpTheLimitsOfBuildsThatShareAGroup() {
        assertThat(BuildBounds.sum(List.of())).isNull();
        assertThat(BuildBounds.sum(List.of(1L, 2L))).isEqualTo(3);
        assertThat(BuildBounds.sum(Arrays.asList(1L, null))).isNull();
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }
}
