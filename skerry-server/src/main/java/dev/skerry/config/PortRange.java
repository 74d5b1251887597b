package dev.skerry.config;

import java.util.regex.Pattern;

/// Ports from one to another, both included.
public record PortRange(int first, int last) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
    private static final int MOST = 65_535;

    public PortRange {
        if (first < 1 || last > MOST || first > last) {
            throw new IllegalArgumentException("must be ports from 1 to %d".formatted(MOST));
        }
    }

    /// `8000-8999`, or `25` for one.
    static PortRange parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("must be ports and ranges with commas between, such as 25,8000-8999");
        }
        var first = Integer.parseInt(match.group(1));
        return new PortRange(first, match.group(2) == null ? first : Integer.parseInt(match.group(2)));
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
