package dev.skerry.docker;

/// How a container ended.
///
/// @param outOfMemory true when the kernel killed a process of it at its memory limit
public record RunResult(int exitCode, boolean outOfMemory) {
    public boolean succeeded() {
        return exitCode == 0 && !outOfMemory;
    }
}
