package dev.skerry.docker;

/// A port of the container published on the host it runs on (host mode).
public record PortSpec(int target, int published, Protocol protocol) {
    /// The transport.
    public enum Protocol {
        TCP,
        UDP
    }
}
