package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Costs are those of the dependencies. Nothing here would end if it were those of the joint assignments; the limits of
 * time are some twenty times what it takes.
 */
class DiscreteCostTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static double[] series(int length) {
        RandomStream random = RandomStream.of(8);
        double[] y = new double[length];
        Arrays.setAll(y, t -> t / 40 % 3 + random.nextGaussian());
        return y;
    }

    private static double[] posterior(Target target, double[] x) {
        double[] gradient = new double[x.length];
        assertEquals(target.logDensity(x), target.logDensityAndGradient(x, gradient), 1e-6);
        assertTrue(Arrays.stream(gradient).allMatch(Double::isFinite));
        double[] probabilities = new double[target.discreteSites().probabilityCount()];
        target.discreteSites().probabilities(x, probabilities);
        return probabilities;
    }

    /** 2000 steps of 3 states: by the forward algorithm written out here. */
    @Test
    void aLongChain() {
        double[] y = series(2000);
        Target target = assertTimeoutPreemptively(LIMIT, () -> new ModelText("data T : int  data y : real[T]\n"
                + "mu : real[3] ~ Normal(0, 10)  stay ~ Beta(1, 1)\n"
                + "z[1] ~ Categorical(ones(3) / 3)\n"
                + "for t in 2..T { z[t] ~ Categorical([if z[t-1] == 1 then stay else (1 - stay) / 2,\n"
                + "if z[t-1] == 2 then stay else (1 - stay) / 2, if z[t-1] == 3 then stay else (1 - stay) / 2]) }\n"
                + "for t in 1..T { y[t] ~ Normal(mu[z[t]], 1) }").with("y", y).compile().target());
        double[] x = {0.1, 1.2, 1.9, 2};
        double stay = 1 / (1 + StrictMath.exp(-x[3]));
        double expected = forward(y, x, stay) + StrictMath.log(stay * (1 - stay));
        for (int k = 0; k < 3; k++) {
            expected += -0.5 * x[k] * x[k] / 100 - 0.5 * StrictMath.log(200 * Math.PI);
        }
        assertEquals(expected, target.logDensity(x), 1e-8 * Math.abs(expected));
        double[] probabilities = assertTimeoutPreemptively(LIMIT, () -> posterior(target, x));
        assertEquals(2000, Arrays.stream(probabilities).sum(), 1e-8);
    }

    private static double forward(double[] y, double[] mu, double stay) {
        double[] state = {1.0 / 3, 1.0 / 3, 1.0 / 3};
        double total = 0;
        for (int t = 0; t < y.length; t++) {
            double[] next = new double[3];
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                for (int from = 0; from < 3; from++) {
                    next[k] += t == 0 ? state[k] / 3 : state[from] * (from == k ? stay : (1 - stay) / 2);
                }
                next[k] *= StrictMath.exp(-0.5 * (y[t] - mu[k]) * (y[t] - mu[k])) / Math.sqrt(2 * Math.PI);
                sum += next[k];
            }
            for (int k = 0; k < 3; k++) {
                state[k] = next[k] / sum;
            }
            total += StrictMath.log(sum);
        }
        return total;
    }

    /** Impossible and nearly impossible transitions: the one path that is left is found, unlikely as it is. */
    @Test
    void aChainThatUnderflows() {
        Target target = new ModelText("data y : real[4]  m ~ Normal(0, 1)  z[1] ~ Bernoulli(0)\n"
                + "for t in 2..4 { z[t] ~ Bernoulli(if z[t-1] == 1 then 1 else 0.1) }\n"
                + "for t in 1..4 { y[t] ~ Normal(if z[t] == 1 then 1000 else m, 1) }").with("y", 0, 900, 0, 0)
                .compile().target();
        double[] x = {0.5};
        // All other paths are below exp(-4000) of it.
        double expected = -0.5 * 0.25 + 3 * StrictMath.log(0.9) - 0.5 * (3 * 0.25 + 899.5 * 899.5)
                - 2.5 * StrictMath.log(2 * Math.PI);
        double[] gradient = new double[1];
        assertEquals(expected, target.logDensityAndGradient(x, gradient), 1e-6);
        assertEquals(-0.5 + 3 * -0.5 + 899.5, gradient[0], 1e-8);
    }

    /** 20,000 rows in a mixture: one after the other. */
    @Test
    void aLargePlate() {
        double[] y = series(20_000);
        Target target = assertTimeoutPreemptively(LIMIT, () -> new ModelText("data n : int  data y : real[n]\n"
                + "w : real[3] ~ Normal(0, 1)  mu : real[3] ~ Normal(0, 3)\n"
                + "plate i in 1..n { z[i] ~ Categorical(logits = w)  y[i] ~ Normal(mu[z[i]], 1) }").with("y", y)
                .compile().target());
        double[] probabilities = assertTimeoutPreemptively(LIMIT,
                () -> posterior(target, new double[] {0, 0.1, -0.1, 0, 1, 2}));
        assertEquals(20_000, Arrays.stream(probabilities).sum(), 1e-7);
    }

    /** One site with 300 values, in every one of 300 statements. */
    @Test
    void aSiteWithManyValues() {
        double[] counts = Arrays.stream(series(300)).map(value -> Math.abs(Math.rint(value))).toArray();
        ModelText model = new ModelText("data T : int  data y : int[T]  e ~ Exponential(1)  l ~ Exponential(1)\n"
                + "tau ~ Categorical(ones(T) / T)\n"
                + "for t in 1..T { y[t] ~ Poisson(if t < tau then e else l) }").with("y", counts);
        Target target = assertTimeoutPreemptively(LIMIT, () -> model.compile().target());
        double[] probabilities = assertTimeoutPreemptively(LIMIT, () -> posterior(target, new double[] {0.3, -0.2}));
        assertEquals(1, Arrays.stream(probabilities).sum(), 1e-10);
    }

    /** A grid of 4 x 40 is a treewidth of 4; along the short side, 2^160 assignments are 160 tables of 32. */
    @Test
    void aNarrowGrid() {
        StringBuilder text = new StringBuilder("data y : real[4, 40]  b ~ Normal(0, 1)\n");
        text.append("plate i in 1..4 { plate j in 1..40 { z[i, j] ~ Bernoulli(0.5)  y[i, j] ~ Normal(z[i, j], 1) } "
                + "}\n");
        for (String pair : new String[] {"1..3 1..40 z[i+1,j]", "1..4 1..39 z[i,j+1]"}) {
            String[] part = pair.split(" ");
            text.append(String.format(Locale.ROOT, "plate i in %s { plate j in %s { factor b * z[i, j] * %s } }%n",
                    (Object[]) part));
        }
        ModelText model = new ModelText(text.toString()).shaped("y", java.util.List.of(4, 40), series(160));
        Target target = assertTimeoutPreemptively(LIMIT, () -> model.compile().target());
        double[] probabilities = assertTimeoutPreemptively(LIMIT, () -> posterior(target, new double[] {0.3}));
        assertEquals(160, Arrays.stream(probabilities).sum(), 1e-9);
    }
}
