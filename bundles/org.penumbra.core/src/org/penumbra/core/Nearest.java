package org.penumbra.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that somebody may have meant. */
public final class Nearest {

    private Nearest() {
    }

    /**
     * At most three of {@code names}, nearest to {@code wanted} first; only those at a distance that a slip explains.
     */
    public static List<String> to(String wanted, Collection<String> names) {
        int limit = Math.max(2, wanted.length() / 2);
        record Scored(String name, int distance) {
        }
        return names.stream().distinct().map(name -> new Scored(name, distance(wanted, name)))
                .filter(scored -> scored.distance <= limit)
                .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name)).limit(3)
                .map(Scored::name).toList();
    }

    /** Damerau-Levenshtein distance (optimal string alignment), blind to case; a prefix of the other counts as near. */
    static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        if (a.length() > 2 && b.length() > 2 && (a.startsWith(b) || b.startsWith(a))) {
            return 1;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = cell(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cell(String a, String b, int i, int j, int[][] cost) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
