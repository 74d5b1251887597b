package dev.skerry.git;

/// Asked about the key of a host none is pinned for.
@FunctionalInterface
public interface HostKeyTrust {
    /// Nobody is trusted unseen.
    HostKeyTrust NONE = _ -> false;

    /// @param line the key as a line of a `known_hosts` file
    /// @return whether to go on; the key is then the one pinned from now on
    boolean trusts(String line);
}
