package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/// A share of processors: 0.5 is half of one.
public record CpuCount(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a number of processors",
            "must be between 0.01 and 999.99, such as 0.5 or 2",
            "(?!0+(\\.0*)?$)[0-9]{1,3}(\\.[0-9]{1,2})?",
            6,
            "0.5");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CpuCount {
        FORMAT.check(value);
    }

    /// In thousandths of one.
    public long thousandths() {
        return new BigDecimal(value).movePointRight(3).longValueExact();
    }

    @Override
    public String toString() {
        return value;
    }
}
