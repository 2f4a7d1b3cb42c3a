package org.penumbra.compiler.optimize;

import java.util.BitSet;
import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * Whether it is worth a look at all rows how many different ones there are. Of k rows that are drawn at random from n,
 * in which there are at most m different ones, the expected number of pairs that agree is at least
 * {@code k^2 / 2 * (1 / m - 1 / n)}, which equal shares of the rows attain; where far fewer do, there are more.
 */
final class Repeats {

    /** Fewer rows are looked at as fast as they are drawn. */
    private static final int MANY_ROWS = 1 << 18;
    /** With half of these pairs found or more, there may be few different rows: Poisson(200) < 100 has odds 1e-14. */
    private static final int EXPECTED_PAIRS = 200;
    private static final long SEED = 0x5065_6e75_6d62_7261L;

    private Repeats() {
    }

    /** False only when there are surely more than {@code most} different rows. */
    static boolean possible(Rows rows, List<Expr> columns, int most) {
        int size = rows.size();
        if (size < MANY_ROWS || most >= size) {
            return true;
        }
        int sample = (int) Math.ceil(Math.sqrt(2.0 * EXPECTED_PAIRS / (1.0 / most - 1.0 / size)));
        return sample >= size || pairs(rows, columns, sample) >= EXPECTED_PAIRS / 2;
    }

    /** Pairs of drawn rows that agree: each row adds as many as agree with it before. */
    private static long pairs(Rows rows, List<Expr> columns, int sample) {
        RandomStream random = RandomStream.of(SEED);
        BitSet drawn = new BitSet(rows.size());
        Rows.Reader reader = rows.read(columns);
        double[] entries = new double[columns.size()];
        Numbering numbering = new Numbering();
        int[] seen = new int[sample * columns.size() + 1];
        long pairs = 0;
        for (int k = 0; k < sample; k++) {
            reader.read(another(drawn, rows.size(), random), entries, 0);
            pairs += seen[cell(numbering, entries)]++;
        }
        return pairs;
    }

    private static int another(BitSet drawn, int size, RandomStream random) {
        int row = random.nextInt(size);
        while (drawn.get(row)) {
            row = random.nextInt(size);
        }
        drawn.set(row);
        return row;
    }

    /** The number of the last pair on the way through the columns belongs to rows that agree in all. */
    private static int cell(Numbering numbering, double[] entries) {
        int cell = 0;
        for (int column = 0; column < entries.length; column++) {
            cell = 1 + numbering.of(column == 0 ? 0 : cell, Double.doubleToLongBits(entries[column]));
        }
        return entries.length == 0 ? 0 : cell - 1;
    }
}
