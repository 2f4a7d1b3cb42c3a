package org.penumbra.inference.pathfinder;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.penumbra.core.Workers;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;
import org.penumbra.math.SpecialFunctions;

/**
 * The paths' normals, weighed by importance sampling. The paper resamples draws of all paths with ratios p / q_k of
 * their own normals; here the ratio is p / q with q the mixture of all normals (the balance heuristic of Veach and
 * Guibas 1995), which no single path can spoil. The smoothed weights of a path's draws add up to its weight, and fresh
 * draws come from the mixture with these weights, so that log q of a draw is that of the mixture.
 *
 * @param weights of all paths, 0 where a path is left out
 * @param guide of those that are not
 */
record Mixture(double[] weights, PathGuide guide) {

    /** Draws per path that decide about its weight. */
    private static final int PILOT = 200;
    /** Paths with a smaller share of the weight are left out. */
    private static final double NEGLIGIBLE = 0.005;

    static Mixture of(Target target, List<Path> paths, RandomStream random, Workers workers) {
        double[] equal = new double[paths.size()];
        double best = paths.stream().mapToDouble(Path::bestElbo).max().orElseThrow();
        // Without any ELBO, all that is known is where the paths are.
        Arrays.setAll(equal, k -> paths.get(k).bestElbo() > Double.NEGATIVE_INFINITY
                || best == Double.NEGATIVE_INFINITY ? 1 : 0);
        normalise(equal);
        Mixture pilot = new Mixture(equal, guide(target.dimension(), paths, equal));
        Draws draws = pilot.draws(target, PILOT * paths.size(), random, workers);
        double[] ratios = new double[draws.count()];
        Arrays.setAll(ratios, i -> {
            double ratio = draws.logP()[i] - draws.logQ()[i];
            return Double.isFinite(ratio) ? ratio : Double.NEGATIVE_INFINITY;
        });
        double[] logWeights = Psis.smooth(ratios).logWeights();
        if (Double.isNaN(logWeights[0])) {
            return pilot;
        }
        double[] weights = new double[equal.length];
        for (int i = 0; i < logWeights.length; i++) {
            weights[pilot.pick(i, logWeights.length)] += StrictMath.exp(logWeights[i]);
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] = weights[k] < NEGLIGIBLE ? 0 : weights[k];
        }
        normalise(weights);
        return new Mixture(weights, guide(target.dimension(), paths, weights));
    }

    private static void normalise(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, k -> weights[k] / sum);
    }

    private static PathGuide guide(int n, List<Path> paths, double[] weights) {
        int[] used = IntStream.range(0, weights.length).filter(k -> weights[k] > 0).toArray();
        double[] parameters = new double[2 * n * used.length];
        Component[] components = new Component[used.length];
        double[] shares = new double[used.length];
        double[] thresholds = new double[used.length];
        double sum = 0;
        for (int k = 0; k < used.length; k++) {
            components[k] = paths.get(used[k]).best().component(parameters, 2 * n * k);
            shares[k] = weights[used[k]];
            sum += shares[k];
            thresholds[k] = SpecialFunctions.normalQuantile(Math.min(sum, 1));
        }
        return new PathGuide(n, parameters, components, shares, thresholds);
    }

    /** The path that draw i of so many comes from, in order: as many from each as its weight says. */
    private int pick(int i, int count) {
        double place = (i + 0.5) / count;
        int last = 0;
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                sum += weights[k];
                last = k;
                if (place < sum) {
                    return k;
                }
            }
        }
        return last;
    }

    /** Stratified by path. */
    Draws draws(Target target, int count, RandomStream random, Workers workers) {
        int n = guide.dimension();
        double[][] points = new double[count][n];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        double[] noise = new double[n];
        int[] component = new int[weights.length];
        for (int k = 1; k < weights.length; k++) {
            component[k] = component[k - 1] + (weights[k - 1] > 0 ? 1 : 0);
        }
        for (int i = 0; i < count; i++) {
            logQ[i] = guide.transform(component[pick(i, count)], random, noise, points[i]);
        }
        new Evaluations(target, workers).values(points, count, logP);
        return new Draws(points, logP, logQ);
    }
}
