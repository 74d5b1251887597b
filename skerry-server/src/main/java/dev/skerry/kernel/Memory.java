package dev.skerry.kernel;

import java.util.OptionalLong;

/// The memory of the machine Skerry runs on.
public interface Memory {
    /// @return how many bytes a new program can have without swapping; empty where nobody can tell
    OptionalLong available();
}
