package org.penumbra.inference.mcmc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.DiscreteCoordinates;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Options;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.TestContext;

/** Discrete coordinates whose joint distribution with a continuous one is known. */
class GibbsTest {

    /** x ~ N(z1 + z2, 1), and z has the weights 1, 2, 4 and 1 at 00, 01, 10 and 11, with 2 as the first value of z2. */
    private static final class Known implements Target, DiscreteCoordinates {

        private static final double[] LOG_WEIGHTS = {0, Math.log(2), Math.log(4), 0};
        private static final int LOW = 2;
        private double x;
        private final int[] z = new int[2];

        private static double density(double x, int first, int second) {
            double centred = x - first - second;
            return LOG_WEIGHTS[2 * first + second] - 0.5 * centred * centred;
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public double logDensity(double[] all) {
            return density(all[0], (int) all[1], (int) all[2] - LOW);
        }

        @Override
        public double logDensityAndGradient(double[] all, double[] gradient) {
            gradient[0] = all[1] + all[2] - LOW - all[0];
            gradient[1] = 0;
            gradient[2] = 0;
            return logDensity(all);
        }

        @Override
        public Optional<DiscreteCoordinates> discrete() {
            return Optional.of(this);
        }

        @Override
        public int count() {
            return 2;
        }

        @Override
        public int low(int element) {
            return element * LOW;
        }

        @Override
        public int high(int element) {
            return element * LOW + 1;
        }

        @Override
        public void at(double[] all) {
            x = all[0];
            z[0] = (int) all[1];
            z[1] = (int) all[2] - LOW;
        }

        @Override
        public int value(int element) {
            return z[element] + low(element);
        }

        @Override
        public void logWeights(int element, double[] logWeights) {
            for (int value = 0; value < 2; value++) {
                logWeights[value] = element == 0 ? density(x, value, z[1]) : density(x, z[0], value);
            }
        }

        @Override
        public void set(int element, int value) {
            z[element] = value - low(element);
        }

        @Override
        public void samplePrior(RandomStream random, double[] all) {
            all[0] = random.nextGaussian();
            all[1] = random.nextInt(2);
            all[2] = LOW + random.nextInt(2);
        }

        @Override
        public SiteMap sites() {
            throw new IllegalStateException("nobody asks for names");
        }

        @Override
        public List<Contribution> contributions(double[] all) {
            throw new IllegalStateException("the density is finite everywhere");
        }

        @Override
        public Target fork() {
            return new Known();
        }
    }

    /**
     * Shares of the four states, and the mean of x in each. Draws of four states whose neighbours differ by a nat are
     * worth a third of independent ones at least: within 0.02 of 32,000 a false alarm has a probability below 1e-6.
     */
    @Test
    void statesHaveTheirShares() {
        Gibbs.Options options = Options.read(Gibbs.Options.class, "Gibbs",
                Map.of("samples", "8000", "warmup", "300"));
        FitResult result = new Gibbs().fit(new Known(), options, new TestContext().seed(7));
        double[] counts = new double[4];
        double[] sums = new double[4];
        for (double[] draw : result.draws().points()) {
            int state = 2 * (int) draw[1] + (int) draw[2] - Known.LOW;
            counts[state]++;
            sums[state] += draw[0];
        }
        double[] weights = {1, 2, 4, 1};
        double[] means = {0, 1, 1, 2};
        for (int state = 0; state < 4; state++) {
            assertEquals(weights[state] / 8, counts[state] / 32_000, 0.02, "state " + state);
            assertEquals(means[state], sums[state] / counts[state], 0.08, "x in state " + state);
        }
        assertEquals(4, result.chains().orElseThrow().count());
    }
}
