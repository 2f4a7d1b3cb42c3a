package org.penumbra.inference.parts;

import java.util.Arrays;
import org.penumbra.inference.FactorGraph;

/** The factors of a target as functions of some of its coordinates. */
final class SliceGraph implements FactorGraph {

    private final FactorGraph whole;
    private final int[] coordinates;
    private final double[] at;

    /**
     * @param coordinates ascending
     * @param at those that are held; kept
     */
    SliceGraph(FactorGraph whole, int[] coordinates, double[] at) {
        this.whole = whole;
        this.coordinates = coordinates;
        this.at = at;
    }

    @Override
    public int count() {
        return whole.count();
    }

    @Override
    public int[] coordinates(int factor) {
        return Arrays.stream(whole.coordinates(factor)).map(one -> Arrays.binarySearch(coordinates, one))
                .filter(one -> one >= 0).toArray();
    }

    @Override
    public void evaluate(double[] x, double[] values) {
        for (int i = 0; i < coordinates.length; i++) {
            at[coordinates[i]] = x[i];
        }
        whole.evaluate(at, values);
    }
}
