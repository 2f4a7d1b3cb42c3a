package org.penumbra.inference.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.RandomStream;

class BulkTest {

    /** Normal with mean 100 and standard deviation 0.01; its prior draws are standard normal. */
    private record Narrow() implements Target {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double logDensity(double[] x) {
            return -0.5e4 * (x[0] - 100) * (x[0] - 100);
        }

        @Override
        public double logDensityAndGradient(double[] x, double[] gradient) {
            gradient[0] = -1e4 * (x[0] - 100);
            return logDensity(x);
        }

        @Override
        public SiteMap sites() {
            throw new UnsupportedOperationException("the bulk has no need of sites");
        }

        @Override
        public void samplePrior(RandomStream random, double[] x) {
            x[0] = random.nextGaussian();
        }

        @Override
        public List<Contribution> contributions(double[] x) {
            return List.of();
        }

        @Override
        public Target fork() {
            return this;
        }
    }

    private record Context(Start start, Cancellation cancellation) implements FitContext {
        @Override
        public RandomStream random() {
            return RandomStream.of(1);
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Guide guide(Target target) {
            throw new UnsupportedOperationException("no guide");
        }

        @Override
        public Objective.Estimator objective(Target target, Guide guide) {
            throw new UnsupportedOperationException("no objective");
        }

        @Override
        public Optimizer.Updater optimizer(int size, long steps) {
            throw new UnsupportedOperationException("no optimizer");
        }
    }

    private static final Start COLD = Start.cold(RandomStream.of(1));

    private static double[] scales(Bulk begin, FitContext context) {
        return begin.scales(new Evaluations(new Narrow(), Workers.SEQUENTIAL), context, 0.1);
    }

    @Test
    void aColdStartClimbsAndLearnsTheScale() {
        FitContext context = new Context(COLD, Cancellation.NEVER);
        Bulk begin = Bulk.begin(new Narrow(), context, Initialization.MEDIAN);
        assertTrue(begin.isReached());
        assertEquals(100, begin.point()[0], 0.02);
        assertEquals(0.01, scales(begin, context)[0], 1e-6);
    }

    @Test
    void aWarmStartStaysWhereItIs() {
        FitContext context = new Context(COLD.at(new double[] {99}, new double[] {3}), Cancellation.NEVER);
        Bulk begin = Bulk.begin(new Narrow(), context, Initialization.MEDIAN);
        assertArrayEquals(new double[] {99}, begin.point());
        assertArrayEquals(new double[] {3}, scales(begin, context));
    }

    @Test
    void aCancelledClimbSaysThatItIsNotThere() {
        FitContext context = new Context(COLD, () -> true);
        Bulk begin = Bulk.begin(new Narrow(), context, Initialization.MEDIAN);
        assertFalse(begin.isReached());
        assertArrayEquals(new double[] {0.1}, scales(begin, context));
    }
}
