package dev.skerry.builds;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a command line of somebody's file asks for, by the rules of POSIX (Shell Command Language, 2.2 and 2.3).
sealed interface ShellWords {
    /// Words alone: no shell is needed to run them.
    record Plain(List<String> words) implements ShellWords {
        public Plain {
            words = List.copyOf(words);
        }
    }

    /// Something only a shell can do: a variable, a pipe, a pattern, a builtin.
    record NeedsShell() implements ShellWords {}

    /// A quote that is opened and never closed.
    record Unclosed(char quote) implements ShellWords {}

    static ShellWords parse(String line) {
        return new Scanner(line).scan();
    }

    /// One pass over a line.
    final class Scanner {
        private static final String ANYWHERE = "|&;<>()$`*?[\n";
        private static final String AT_START = "~#{}!";
        private static final String ESCAPED_IN_QUOTES = "$`\"\\\n";
        private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
        private static final Set<String> BUILTINS = Set.of(
                ".",
                ":",
                "alias",
                "bg",
                "break",
                "case",
                "cd",
                "command",
                "continue",
                "eval",
                "exec",
                "exit",
                "export",
                "fc",
                "fg",
                "for",
                "getopts",
                "hash",
                "if",
                "jobs",
                "read",
                "readonly",
                "return",
                "set",
                "shift",
                "source",
                "times",
                "trap",
                "type",
                "ulimit",
                "umask",
                "unalias",
                "unset",
                "until",
                "wait",
                "while");

        private final String line;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private boolean quoted;
        private boolean needsShell;
        private int at;

        Scanner(String line) {
            this.line = line;
        }

        ShellWords scan() {
            while (at < line.length()) {
                var letter = line.charAt(at++);
                switch (letter) {
                    case ' ', '\t' -> endWord();
                    case '\'' -> {
                        if (!singleQuotes()) {
                            return new Unclosed(letter);
                        }
                    }
                    case '"' -> {
                        if (!doubleQuotes()) {
                            return new Unclosed(letter);
                        }
                    }
                    case '\\' -> escape();
                    default -> plain(letter);
                }
            }
            endWord();
            return needsShell || words.isEmpty() ? new NeedsShell() : new Plain(words);
        }

        private void plain(char letter) {
            needsShell |= ANYWHERE.indexOf(letter) >= 0 || (!inWord && AT_START.indexOf(letter) >= 0);
            add(letter);
        }

        private void escape() {
            quoted = true;
            if (at == line.length()) {
                add('\\');
            } else {
                add(line.charAt(at++));
            }
        }

        private boolean singleQuotes() {
            var end = line.indexOf('\'', at);
            if (end < 0) {
                return false;
            }
            inWord = true;
            quoted = true;
            word.append(line, at, end);
            at = end + 1;
            return true;
        }

        private boolean doubleQuotes() {
            inWord = true;
            quoted = true;
            while (at < line.length()) {
                var letter = line.charAt(at++);
                if (letter == '"') {
                    return true;
                }
                if (letter == '\\' && at < line.length() && ESCAPED_IN_QUOTES.indexOf(line.charAt(at)) >= 0) {
                    word.append(line.charAt(at++));
                } else {
                    needsShell |= letter == '$' || letter == '`';
                    word.append(letter);
                }
            }
            return false;
        }

        private void add(char letter) {
            inWord = true;
            word.append(letter);
        }

        private void endWord() {
            if (!inWord) {
                return;
            }
            var text = word.toString();
            needsShell |= words.isEmpty()
                    && !quoted
                    && (BUILTINS.contains(text) || ASSIGNMENT.matcher(text).matches());
            words.add(text);
            word.setLength(0);
            inWord = false;
            quoted = false;
        }
    }
}
