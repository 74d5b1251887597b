package dev.skerry.untrusted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Follows a symbolic link part by part, as the kernel does, because `a/../b` is not `b` when `a` is itself a link.
final class LinkWalk {
    /// Linux gives up after 40 links too (path_resolution(7)).
    private static final int MAX_HOPS = 40;

    private LinkWalk() {}

    /// @throws dev.skerry.kernel.SkerryException when the link leads out of the root at any point, or in a circle
    static void stayInside(Path root, String link) throws IOException {
        var todo = new ArrayDeque<String>(List.of(link.split("/")));
        var here = new ArrayList<String>();
        var hops = 0;
        while (!todo.isEmpty()) {
            var part = todo.pop();
            if (part.equals("..") && here.isEmpty()) {
                throw EntryName.refused(link, "is a link that leads out of the source");
            }
            if (part.equals("..")) {
                here.removeLast();
                continue;
            }
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            here.add(part);
            var file = root.resolve(String.join("/", here));
            if (Files.isSymbolicLink(file)) {
                here.removeLast();
                if (++hops > MAX_HOPS) {
                    throw EntryName.refused(link, "is a link that leads in a circle");
                }
                push(todo, link, Files.readSymbolicLink(file));
            }
        }
    }

    private static void push(ArrayDeque<String> todo, String link, Path target) {
        if (target.isAbsolute()) {
            throw EntryName.refused(link, "is a link to an absolute path, which leads out of the source");
        }
        for (var part : List.of(target.toString().split("/")).reversed()) {
            todo.push(part);
        }
    }
}
