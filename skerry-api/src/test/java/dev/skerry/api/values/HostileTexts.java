package dev.skerry.api.values;

import java.util.stream.Stream;

/// Texts that no value type may let through: each has hurt somebody's deployment tool.
final class HostileTexts {
    private HostileTexts() {}

    static Stream<String> all() {
        return Stream.of(
                "",
                " ",
                "-",
                "--upload-pack=touch /tmp/x",
                "-oProxyCommand=touch /tmp/x",
                "main; touch /tmp/x",
                "main && id",
                "main | id",
                "main\nid",
                "main\r\nHost: evil",
                "main\u0000",
                "main\t",
                "$(id)",
                "`id`",
                "${IFS}id",
                "main > /etc/passwd",
                "'main'",
                "\"main\"",
                "main*",
                "main?",
                "main\\x",
                "../../etc/passwd",
                "a/../../b",
                "/../x",
                "..",
                "m\u0430in",
                "\uff0e\uff0e\uff0fetc",
                "a\u2215b",
                "a\u2044b",
                "ma\u202ein",
                "ma\u2066in",
                "ma\u200bin",
                "\ufeffmain",
                "\ud800",
                "caf\u00e9",
                "ext::sh -c id",
                "x".repeat(1_000_000));
    }
}
