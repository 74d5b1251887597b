package dev.skerry.api.deployments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a deployment stands. The last four are ends.
public enum DeploymentStatus {
    PENDING("pending"),
    CLONING("cloning"),
    BUILDING("building"),
    PUSHING("pushing"),
    DEPLOYING("deploying"),
    SUCCESS("success"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    ROLLED_BACK("rolled_back");

    private final String code;

    DeploymentStatus(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public boolean isFinal() {
        return compareTo(SUCCESS) >= 0;
    }

    public static DeploymentStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
