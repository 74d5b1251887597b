package dev.skerry.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The control groups of this machine's kernel.
///
/// @param root `/sys/fs/cgroup`
/// @param version 1 or 2
record Cgroups(Path root, int version) {
    private static final long CPU_PERIOD = 100_000;

    /// Whether groups can be made and changed at all.
    boolean isWritable() {
        return Files.isWritable(version == 2 ? root : root.resolve("memory")) && (version == 2 || hasCpu());
    }

    /// Makes the group when it is not there, and bounds it and all in it. Null means no bound.
    ///
    /// @param group such as `skerry/build-1`
    /// @param memory in bytes
    /// @param cpu in thousandths of a core
    void limit(String group, @Nullable Long memory, @Nullable Long cpu) throws IOException {
        switch (version) {
            case 2 -> limitTogether(group, memory, cpu);
            default -> limitEach(group, memory, cpu);
        }
    }

    /// Groups at the top whose names begin so.
    List<String> beginningWith(String prefix) throws IOException {
        try (var groups = Files.newDirectoryStream(version == 2 ? root : root.resolve("memory"), prefix + "*")) {
            var names = new ArrayList<String>();
            groups.forEach(group -> names.add(group.getFileName().toString()));
            return names;
        }
    }

    /// Removes the group when nothing runs in it.
    void remove(String group) throws IOException {
        if (version == 2) {
            Files.deleteIfExists(root.resolve(group));
            return;
        }
        Files.deleteIfExists(root.resolve("memory").resolve(group));
        Files.deleteIfExists(root.resolve("cpu").resolve(group));
    }

    /// Documentation/admin-guide/cgroup-v1/memory.rst of the kernel, and scheduler/sched-bwc.rst.
    private void limitEach(String group, @Nullable Long memory, @Nullable Long cpu) throws IOException {
        var memoryGroup = Files.createDirectories(root.resolve("memory").resolve(group));
        write(memoryGroup.resolve("memory.limit_in_bytes"), memory == null ? "-1" : memory.toString());
        var cpuGroup = Files.createDirectories(root.resolve("cpu").resolve(group));
        write(cpuGroup.resolve("cpu.cfs_period_us"), Long.toString(CPU_PERIOD));
        write(cpuGroup.resolve("cpu.cfs_quota_us"), cpu == null ? "-1" : quota(cpu));
    }

    /// Documentation/admin-guide/cgroup-v2.rst of the kernel. A parent hands a controller on to its children by
    /// name.
    private void limitTogether(String group, @Nullable Long memory, @Nullable Long cpu) throws IOException {
        var path = Files.createDirectories(root.resolve(group));
        for (var parent = path.getParent(); parent != null && parent.startsWith(root); parent = parent.getParent()) {
            write(parent.resolve("cgroup.subtree_control"), "+memory +cpu");
        }
        write(path.resolve("memory.max"), memory == null ? "max" : memory.toString());
        write(path.resolve("cpu.max"), (cpu == null ? "max" : quota(cpu)) + " " + CPU_PERIOD);
    }

    private boolean hasCpu() {
        return Files.isWritable(root.resolve("cpu"));
    }

    private static String quota(long cpu) {
        return Long.toString(cpu * CPU_PERIOD / 1000);
    }

    private static void write(Path file, String value) throws IOException {
        Files.writeString(file, value);
    }
}
