package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMemoryTest {
    private static final long MIB = 1L << 20;

    @TempDir
    private Path root;

    @Test
    void readsTheMachineItRunsOn() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        assertThat(HostMemory.here().available().orElseThrow()).isBetween(MIB, machine.getTotalMemorySize());
    }

    @Test
    void takesWhatTheMachineHasWhereNoGroupIsBound() throws IOException {
        machine(1000);
        write("proc/self/cgroup", "4:memory:/service\n0::/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "1000\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/memory.current", "1000\n");

        assertThat(available()).hasValue(1000 * MIB);
    }

    @Test
    void takesWhatTheTightestGroupAroundLeavesInVersionTwo() throws IOException {
        machine(1000);
        write("proc/self/cgroup", "0::/system.slice/skerry.service\n");
        group("sys/fs/cgroup/system.slice/skerry.service", 900, 100);
        group("sys/fs/cgroup/system.slice", 600, 500);
        write("sys/fs/cgroup/system.slice/memory.stat", "anon 1\ninactive_file %d\n".formatted(50 * MIB));

        assertThat(available()).hasValue(150 * MIB);
    }

    @Test
    void readsVersionOneBesideOthersAndTheContainersOwnRoot() throws IOException {
        machine(1000);
        write("proc/self/cgroup", "9:cpu,cpuacct:/docker/abc\n4:hugetlb,memory:/docker/abc\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", 300 * MIB + "\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", 250 * MIB + "\n");
        write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file %d\n".formatted(30 * MIB));

        assertThat(available()).hasValue(80 * MIB);
    }

    @Test
    void leavesNothingWhereAGroupIsFull() throws IOException {
        machine(1000);
        write("proc/self/cgroup", "0::/full\n");
        group("sys/fs/cgroup/full", 100, 101);

        assertThat(available()).hasValue(0);
    }

    @Test
    void saysNothingWhereNothingCanBeRead() throws IOException {
        assertThat(available()).isEmpty();
        write("proc/meminfo", "MemTotal: 12 kB\nMemAvailable: lots\n");
        write("proc/self/cgroup", "nonsense\n");
        assertThat(available()).isEmpty();
    }

    private OptionalLong available() {
        return new HostMemory(root).available();
    }

    private void machine(long megabytes) throws IOException {
        write(
                "proc/meminfo",
                "MemTotal:       99999999 kB\nMemFree:  1 kB\nMemAvailable:   %d kB\n".formatted(megabytes << 10));
    }

    private void group(String folder, long most, long used) throws IOException {
        write(folder + "/memory.max", most * MIB + "\n");
        write(folder + "/memory.current", used * MIB + "\n");
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, text);
    }
}
