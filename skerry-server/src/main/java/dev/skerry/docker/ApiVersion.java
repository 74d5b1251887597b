package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.util.Comparator;
import java.util.regex.Pattern;

/// A version of the Engine API, such as 1.41. Engine 20.10 speaks up to 1.41, engine 29 from 1.44 to 1.52.
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    static final ApiVersion OLDEST = new ApiVersion(1, 41);
    static final ApiVersion NEWEST = new ApiVersion(1, 52);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    static ApiVersion of(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "What answers is not a Docker engine: its API version is '%s'.".formatted(text));
        }
        return new ApiVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }

    /// The highest version both sides know.
    ///
    /// @throws SkerryException UNAVAILABLE when there is none, with the side that has to be updated
    static ApiVersion highestCommon(ApiVersion enginesOldest, ApiVersion enginesNewest) {
        if (enginesNewest.compareTo(OLDEST) < 0) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The Docker engine is too old: it speaks API %s at most, Skerry needs %s. Update it to 20.10 or later."
                            .formatted(enginesNewest, OLDEST));
        }
        if (enginesOldest.compareTo(NEWEST) > 0) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The Docker engine is too new: it wants API %s at least, Skerry speaks up to %s. Update Skerry."
                            .formatted(enginesOldest, NEWEST));
        }
        return enginesNewest.compareTo(NEWEST) < 0 ? enginesNewest : NEWEST;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
