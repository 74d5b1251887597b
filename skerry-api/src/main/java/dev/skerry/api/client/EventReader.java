package dev.skerry.api.client;

import java.io.BufferedReader;
import java.io.IOException;

/// Takes a stream of server-sent events apart, as far as Skerry writes them: `id`, `data` and `event` fields,
/// comments as signs of life.
final class EventReader {
    private final BufferedReader lines;

    EventReader(BufferedReader lines) {
        this.lines = lines;
    }

    /// What comes next.
    sealed interface Event {
        /// A record, and the place to resume after.
        record Item(long id, String data) implements Event {}

        /// The server is alive and has nothing new.
        record SignOfLife() implements Event {}

        /// There will be no more.
        record End() implements Event {}

        /// The stream broke off: there may be more.
        record BrokenOff() implements Event {}
    }

    Event next() throws IOException {
        var id = 0L;
        var name = "message";
        var data = new StringBuilder();
        for (String line; (line = lines.readLine()) != null; ) {
            if (line.isEmpty() && !data.isEmpty()) {
                return name.equals("end") ? new Event.End() : new Event.Item(id, data.substring(1));
            }
            if (line.startsWith(":")) {
                return new Event.SignOfLife();
            }
            var value = value(line);
            switch (field(line)) {
                case "id" -> id = number(value);
                case "event" -> name = value;
                case "data" -> data.append('\n').append(value);
                default -> {
                    // the standard wants unknown fields passed over
                }
            }
        }
        return new Event.BrokenOff();
    }

    private static String field(String line) {
        var colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static long number(String id) throws IOException {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new IOException("the id of an event is not a number", e);
        }
    }

    private static String value(String line) {
        var colon = line.indexOf(':');
        if (colon < 0) {
            return "";
        }
        var value = line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
