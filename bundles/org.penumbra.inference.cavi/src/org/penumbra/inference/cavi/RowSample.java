package org.penumbra.inference.cavi;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.penumbra.math.RandomStream;

/** Rows without repetition, in memory that does not grow with their number. */
final class RowSample {

    private RowSample() {
    }

    /**
     * By the algorithm of Floyd (Bentley and Floyd 1987), each set with the same probability.
     *
     * @param rows there are
     * @param count wanted, at most as many
     * @return numbers from 0, ascending, so that a file is read in its order
     */
    static int[] of(int rows, int count, RandomStream random) {
        Set<Integer> chosen = HashSet.newHashSet(count);
        for (int last = rows - count; last < rows; last++) {
            int drawn = random.nextInt(last + 1);
            chosen.add(chosen.contains(drawn) ? last : drawn);
        }
        int[] sorted = chosen.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
