package dev.skerry.endtoend;

import java.util.List;
import java.util.Map;

/// Where a server runs, and how it is reached from the test.
///
/// @param address at which its ports answer
/// @param inside the words before a command that make it run there
/// @param environment what else a server is told
record Host(String address, List<String> inside, Map<String, String> environment) {
    /// This machine, with its own Docker engine.
    static final Host THIS = new Host("127.0.0.1", List.of(), Map.of());
}
