package dev.skerry.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Decides what an application's generated name begins with. Pure.
final class GeneratedLabel {
    /// RFC 1035, section 2.3.4.
    private static final int LONGEST = 63;

    private static final int SHORT_TAIL = 6;
    private static final int LONG_TAIL = 12;

    private GeneratedLabel() {}

    /// What to try, best first: `notes` in production of the default project, elsewhere with environment and project.
    /// Others may be called so (`a--b`, and `a` in the environment `b`): the later one gets an end of its id.
    static List<String> candidates(UUID id, Application.Place place, String name) {
        var parts = new ArrayList<>(List.of(name));
        if (!place.environmentName().value().equals("production")) {
            parts.add(place.environmentName().value());
        }
        if (!place.projectName().value().equals("default")) {
            parts.add(place.projectName().value());
        }
        var plain = String.join("--", parts);
        var candidates = new ArrayList<String>();
        if (plain.length() <= LONGEST) {
            candidates.add(plain);
        }
        candidates.add(withTail(plain, id, SHORT_TAIL));
        candidates.add(withTail(plain, id, LONG_TAIL));
        return candidates;
    }

    private static String withTail(String plain, UUID id, int length) {
        var tail = id.toString().substring(id.toString().length() - length);
        var room = LONGEST - length - 1;
        var head = plain.length() > room ? plain.substring(0, room) : plain;
        return head.replaceAll("-+$", "") + "-" + tail;
    }
}
