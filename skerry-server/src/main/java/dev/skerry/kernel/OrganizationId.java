package dev.skerry.kernel;

import java.util.UUID;

/// Whose things: every store method asks for one, so that somebody else's thing does not exist.
public record OrganizationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
