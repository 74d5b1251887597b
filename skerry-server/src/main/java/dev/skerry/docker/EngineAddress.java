package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;

/// Where an engine listens, as `DOCKER_HOST` says it: `unix:///var/run/docker.sock` or `tcp://127.0.0.1:2375`.
record EngineAddress(String value) {
    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";

    EngineAddress {
        if (!(value.startsWith(UNIX + "/") || value.matches("tcp://[A-Za-z0-9.:\\[\\]-]+:\\d{1,5}/?"))) {
            throw new SkerryException(
                    ErrorCode.INVALID_INPUT,
                    "'%s' is not an address of a Docker engine: use unix:///path/of/docker.sock or tcp://host:port. A remote engine is reached by forwarding its socket over SSH."
                            .formatted(value));
        }
    }

    SocketAddress socket() {
        if (value.startsWith(UNIX)) {
            return UnixDomainSocketAddress.of(value.substring(UNIX.length()));
        }
        var uri = URI.create("http://" + value.substring(TCP.length()));
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    @Override
    public String toString() {
        return value;
    }
}
