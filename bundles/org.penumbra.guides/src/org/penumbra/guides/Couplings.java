package org.penumbra.guides;

import java.util.Arrays;
import java.util.BitSet;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Which coordinates of a target depend on which, given all others: the pattern of the Hessian of the log density, that
 * is, the graph of the model as a Markov random field. Found by moving one coordinate after the other, at a few points,
 * and seeing which components of the gradient change.
 */
final class Couplings {

    /** Relative to the derivative itself: larger than rounding, smaller than any link that matters. */
    private static final double CHANGE = 1e-9;
    /** Relative to the largest change, for where the derivative itself is 0. */
    private static final double SHARE = 1e-11;
    /** One chance vanishing of a second derivative is not believed. */
    private static final int POINTS = 3;

    private Couplings() {
    }

    /**
     * @param point n coordinates with a finite gradient
     * @param scales how far to go from it in each coordinate
     * @return for each coordinate its neighbours; symmetric, without itself
     */
    static BitSet[] of(Target target, double[] point, double[] scales, RandomStream random) {
        int n = target.dimension();
        BitSet[] graph = new BitSet[n];
        Arrays.setAll(graph, i -> new BitSet(n));
        double[] x = point.clone();
        for (int k = 0; k < POINTS; k++) {
            probe(target, x, scales, graph);
            for (int i = 0; i < n; i++) {
                x[i] = point[i] + scales[i] * random.nextGaussian();
            }
        }
        return graph;
    }

    private static void probe(Target target, double[] x, double[] scales, BitSet[] graph) {
        double[] here = new double[x.length];
        double[] there = new double[x.length];
        target.logDensityAndGradient(x, here);
        for (int j = 0; j < x.length; j++) {
            double kept = x[j];
            x[j] = kept + scales[j];
            target.logDensityAndGradient(x, there);
            x[j] = kept;
            link(j, here, there, graph);
        }
    }

    private static void link(int j, double[] here, double[] there, BitSet[] graph) {
        double largest = 0;
        for (int i = 0; i < here.length; i++) {
            largest = Math.max(largest, Math.abs(there[i] - here[i]));
        }
        for (int i = 0; i < here.length; i++) {
            double least = Math.max(SHARE * largest, CHANGE * (Math.abs(here[i]) + Math.abs(there[i])));
            if (i != j && Math.abs(there[i] - here[i]) > least) {
                graph[i].set(j);
                graph[j].set(i);
            }
        }
    }
}
