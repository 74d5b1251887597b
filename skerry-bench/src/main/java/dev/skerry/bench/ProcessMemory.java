package dev.skerry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what the kernel says about a process's memory.
final class ProcessMemory {
    private ProcessMemory() {}

    static long pssKilobytes(long pid) {
        try {
            return pssKilobytes(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the memory of process %d; are you root?".formatted(pid), e);
        }
    }

    static long pssKilobytes(String rollup) {
        return rollup.lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the kernel tells no PSS"));
    }
}
