package org.penumbra.objectives;

import java.util.Arrays;
import java.util.BitSet;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.FactoredGuide;

/**
 * The terms of log p - log q that depend on what a part of the guide draws: on its own coordinates, or on those of
 * parts that are drawn given them. The score of a part has the mean 0 whatever the other terms are, so that its cost is
 * the sum of these alone (Schulman, Heess, Weber and Abbeel 2015, "Gradient estimation using stochastic computation
 * graphs", theorem 1; Ranganath, Gerrish and Blei 2014, equation 5).
 */
final class Downstream {

    /** Memory that lists of terms may take, as numbers. */
    private static final long MOST = 20_000_000L;

    private final int parts;
    /** For each part, the numbers of the factors of the model and of the parts of the guide that count. */
    private final int[][] factors;
    private final int[][] densities;

    private Downstream(int parts) {
        this.parts = parts;
        this.factors = new int[parts][];
        this.densities = new int[parts][];
    }

    /** @return null when the lists would take too much memory */
    static Downstream of(FactorGraph model, FactoredGuide guide, int dimension) {
        Downstream downstream = new Downstream(guide.parts());
        int[][] readers = readers(model, dimension);
        int[] drawnBy = new int[dimension];
        int[][] followers = followers(guide, drawnBy);
        long size = 0;
        for (int part = 0; part < downstream.parts; part++) {
            BitSet reached = reached(part, followers);
            BitSet touched = new BitSet(model.count());
            reached.stream().forEach(one -> {
                for (int coordinate : guide.drawn(one)) {
                    Arrays.stream(readers[coordinate]).forEach(touched::set);
                }
            });
            size += reached.cardinality() + touched.cardinality();
            if (size > MOST) {
                return null;
            }
            downstream.densities[part] = reached.stream().toArray();
            downstream.factors[part] = touched.stream().toArray();
        }
        return downstream;
    }

    /** For each coordinate the factors that depend on it. */
    private static int[][] readers(FactorGraph model, int dimension) {
        int[] counts = new int[dimension];
        for (int factor = 0; factor < model.count(); factor++) {
            for (int coordinate : model.coordinates(factor)) {
                counts[coordinate]++;
            }
        }
        int[][] readers = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int factor = 0; factor < model.count(); factor++) {
            for (int coordinate : model.coordinates(factor)) {
                readers[coordinate][--counts[coordinate]] = factor;
            }
        }
        return readers;
    }

    /** For each part those that are drawn given it. */
    private static int[][] followers(FactoredGuide guide, int[] drawnBy) {
        BitSet[] followers = new BitSet[guide.parts()];
        for (int part = 0; part < followers.length; part++) {
            followers[part] = new BitSet();
            for (int coordinate : guide.drawn(part)) {
                drawnBy[coordinate] = part;
            }
        }
        for (int part = 0; part < followers.length; part++) {
            for (int coordinate : guide.given(part)) {
                followers[drawnBy[coordinate]].set(part);
            }
        }
        return Arrays.stream(followers).map(one -> one.stream().toArray()).toArray(int[][]::new);
    }

    private static BitSet reached(int from, int[][] followers) {
        BitSet reached = new BitSet();
        int[] waiting = new int[followers.length];
        int count = 1;
        waiting[0] = from;
        reached.set(from);
        while (count > 0) {
            for (int next : followers[waiting[--count]]) {
                if (!reached.get(next)) {
                    reached.set(next);
                    waiting[count++] = next;
                }
            }
        }
        return reached;
    }

    int parts() {
        return parts;
    }

    /**
     * The cost of each part.
     *
     * @param logP of the factors of the model
     * @param logQ of the parts of the guide
     * @param costs one for each part, overwritten
     */
    void costs(double[] logP, double[] logQ, double[] costs) {
        for (int part = 0; part < parts; part++) {
            double sum = 0;
            for (int factor : factors[part]) {
                sum += logP[factor];
            }
            for (int density : densities[part]) {
                sum -= logQ[density];
            }
            costs[part] = sum;
        }
    }
}
