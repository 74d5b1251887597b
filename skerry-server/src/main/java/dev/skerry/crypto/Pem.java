package dev.skerry.crypto;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Reads and writes PEM (RFC 7468).
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");
    private static final Pattern NOT_BASE64 = Pattern.compile("[^A-Za-z0-9+/=]");

    private Pem() {}

    /// @param label what it says it is: `CERTIFICATE`
    record Block(String label, String base64) {
        /// Nothing when it is no Base64: whoever reads that as DER says so.
        byte[] content() {
            try {
                return Base64.getDecoder().decode(NOT_BASE64.matcher(base64).replaceAll(""));
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /// What stands between blocks does not count, nor do blocks that are none.
    static List<Block> blocks(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(match -> new Block(match.group(1), match.group(2)))
                .toList();
    }

    static String write(String label, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
    }
}
