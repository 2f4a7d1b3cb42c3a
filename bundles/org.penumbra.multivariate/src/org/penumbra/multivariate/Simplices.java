package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.function.LogSumExp;
import org.penumbra.expression.function.Softmax;
import org.penumbra.math.RandomStream;

/** What distributions of proportions and of counts in categories share. */
final class Simplices {

    private Simplices() {
    }

    /** exp of the elements, divided by their sum, in place. */
    static void normaliseLogs(double[] logs) {
        double largest = Arrays.stream(logs).max().orElseThrow();
        double sum = 0;
        for (int k = 0; k < logs.length; k++) {
            logs[k] = StrictMath.exp(logs[k] - largest);
            sum += logs[k];
        }
        for (int k = 0; k < logs.length; k++) {
            logs[k] /= sum;
        }
    }

    /** Proportions from weights, which need not sum to 1. */
    static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    static double[] softmax(double[] logits) {
        double[] result = logits.clone();
        normaliseLogs(result);
        return result;
    }

    /** log(exp(x_1) + ... + exp(x_n)). */
    static Expr logSumExp(ArrayExpr x) {
        return x.apply(new LogSumExp(x.size()), List.of()).at(List.of());
    }

    /** exp of the elements, divided by their sum. */
    static ArrayExpr fromLogs(ArrayExpr logs) {
        return logs.apply(new Softmax(1, logs.size(), false), logs.shape());
    }

    /** The log of a gamma draw with rate 1, however small: a draw of a + 1 times the power 1/a of a uniform number. */
    static double logGammaDraw(double concentration, RandomStream random) {
        double draw = AhrensDieterMarsagliaTsangGammaSampler.of(random.generator(), concentration + 1, 1).sample();
        return StrictMath.log(draw) + StrictMath.log(1 - random.nextDouble()) / concentration;
    }

    /** A draw from the Dirichlet distribution. */
    static void dirichlet(double[] concentration, RandomStream random, double[] out) {
        Arrays.setAll(out, k -> logGammaDraw(concentration[k], random));
        normaliseLogs(out);
    }

    /** Counts of {@code trials} draws of categories, one category after the other. */
    static void counts(double trials, double[] proportions, RandomStream random, double[] out) {
        double left = trials;
        double rest = 0;
        double[] tails = new double[out.length];
        for (int k = out.length - 1; k >= 0; k--) {
            rest += proportions[k];
            tails[k] = rest;
        }
        for (int k = 0; k < out.length; k++) {
            boolean last = k == out.length - 1;
            double share = last ? 1 : tails[k] > 0 ? Math.min(1, proportions[k] / tails[k]) : 0;
            out[k] = left == 0 ? 0 : last ? left : random.nextBinomial(left, share);
            left -= out[k];
        }
    }

    /** Covariance factor * (diag(p) - p p'). */
    static void covariance(double[] proportions, double factor, double[] out) {
        int n = proportions.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i * n + j] = factor * proportions[i] * ((i == j ? 1 : 0) - proportions[j]);
            }
        }
    }
}
