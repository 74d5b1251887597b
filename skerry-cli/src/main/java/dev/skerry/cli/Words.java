package dev.skerry.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what is meant by a word with a slip in it.
final class Words {
    private static final int LONG = 6;

    private Words() {}

    /// The known word that is nearest, if one is near, or that begins so.
    static Optional<String> nearest(String word, Stream<String> known) {
        var slips = word.length() < LONG ? 1 : 2;
        return known.distinct()
                .filter(candidate -> distance(candidate, word) <= slips || isBeginning(candidate, word))
                .min(Comparator.comparingInt(candidate -> distance(candidate, word)));
    }

    private static boolean isBeginning(String candidate, String word) {
        return word.length() > 1 && candidate.startsWith(word);
    }

    /// Letters to put in, take out, change, or swap with their neighbour.
    private static int distance(String one, String other) {
        var distances = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, one, other, i, j);
            }
        }
        return distances[one.length()][other.length()];
    }

    private static int step(int[][] distances, String one, String other, int i, int j) {
        var isSame = one.charAt(i - 1) == other.charAt(j - 1);
        var least = Math.min(
                distances[i - 1][j - 1] + (isSame ? 0 : 1), Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        var isSwap =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return isSwap ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
    }
}
