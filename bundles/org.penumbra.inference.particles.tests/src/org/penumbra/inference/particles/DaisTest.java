package org.penumbra.inference.particles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.core.Workers;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.KnownGaussian;
import org.penumbra.testing.TestContext;

class DaisTest {

    private static final KnownGaussian CORRELATED = KnownGaussian.correlated(-2, new double[] {1, -1},
            new double[] {1, 2}, 0.8);

    /** Adam (Kingma and Ba 2015) with a rate that falls linearly. */
    private static final class TestAdam implements Optimizer.Updater {
        private final double[] memory;
        private final long planned;

        TestAdam(int size, long planned) {
            this.memory = new double[2 * size + 1];
            this.planned = planned;
        }

        @Override
        public void step(double[] parameters, double[] gradient) {
            int n = parameters.length;
            double t = ++memory[2 * n];
            for (int i = 0; i < n; i++) {
                memory[i] += 0.1 * (gradient[i] - memory[i]);
                memory[n + i] += 0.01 * (gradient[i] * gradient[i] - memory[n + i]);
                double mean = memory[i] / (1 - StrictMath.pow(0.9, t));
                double square = memory[n + i] / (1 - StrictMath.pow(0.99, t));
                parameters[i] += 0.04 * Math.max(0.05, 1 - t / planned) * mean / (Math.sqrt(square) + 1e-8);
            }
        }

        @Override
        public double[] state() {
            return memory.clone();
        }

        @Override
        public void restore(double[] state) {
            System.arraycopy(state, 0, memory, 0, memory.length);
        }
    }

    private static Dais.Options options(long steps, int temperatures) {
        return new Dais.Options(steps, temperatures, 4, 2000);
    }

    private static TestContext context() {
        return new TestContext().optimizers(TestAdam::new);
    }

    @Test
    void keepsTheContract() {
        AlgorithmContract.of(Dais::new, options(600, 8), options(1, 8)).with(any -> any.optimizers(TestAdam::new))
                .expecting(Expectation.WEIGHTED).check();
    }

    /** Every parameter, on a target that is not normal, with the noise held still. */
    @Test
    void theGradientAgreesWithDifferences() {
        Target target = new FormulaTarget(2, (x, gradient) -> {
            double exp = StrictMath.exp(x[0]);
            gradient[0] = 2 - exp + 0.3 * x[1];
            gradient[1] = 0.3 * x[0] - x[1] - 0.2 * x[1] * x[1] * x[1];
            return 2 * x[0] - exp + 0.3 * x[0] * x[1] - 0.5 * x[1] * x[1] - 0.05 * StrictMath.pow(x[1], 4);
        });
        AnnealedParameters parameters = new AnnealedParameters(new double[] {0.4, -0.3}, new double[] {0.8, 1.3}, 4);
        double[] values = parameters.values();
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.1 * (i % 3);
        }
        parameters.prepare();
        AnnealedPath path = new AnnealedPath(target, parameters);
        path.draw(RandomStream.of(5));
        path.run();
        double[] gradient = new double[values.length];
        path.backward(gradient);
        for (int i = 0; i < values.length; i++) {
            double kept = values[i];
            double up = at(path, parameters, i, kept + 1e-5);
            double down = at(path, parameters, i, kept - 1e-5);
            at(path, parameters, i, kept);
            assertEquals((up - down) / 2e-5, gradient[i], 1e-6, "parameter " + i);
        }
    }

    private static double at(AnnealedPath path, AnnealedParameters parameters, int i, double value) {
        parameters.values()[i] = value;
        parameters.prepare();
        return path.run();
    }

    /** Whatever the parameters, exp(weight) is the evidence in the mean: 40,000 chains give it to about 1 %. */
    @Test
    void weightsGiveTheEvidence() {
        AnnealedParameters parameters = new AnnealedParameters(new double[] {0.5, -0.5}, new double[] {1, 2}, 5);
        Chains chains = new Chains(CORRELATED, parameters, 1, Workers.SEQUENTIAL);
        double[] base = new double[40_000];
        Draws draws = chains.draws(CORRELATED, 40_000, RandomStream.of(9), base);
        double sum = 0;
        for (int i = 0; i < draws.count(); i++) {
            sum += StrictMath.exp(draws.logP()[i] - draws.logQ()[i]) / draws.count();
        }
        assertEquals(-2, Math.log(sum), 0.05);
    }

    /** Independent normals lose log(1 / 0.6) = 0.51 nats here; eight temperatures win nearly all of it back. */
    @Test
    void theBoundBeatsTheElboOfTheBase() {
        FitResult few = new Dais().fit(CORRELATED, options(1000, 2), context());
        FitResult many = new Dais().fit(CORRELATED, options(1000, 8), context());
        assertTrue(few.elbo().mean() > -2.51 - 4 * few.elbo().standardError(), () -> "ELBO " + few.elbo());
        assertTrue(many.elbo().mean() > -2.15, () -> "ELBO " + many.elbo());
        assertTrue(many.elbo().mean() < -2 + 4 * many.elbo().standardError());
        assertTrue(many.elbo().mean() > many.measurements().getFirst().value());
    }

    @Test
    void aTargetThatIsNeverDefinedFails() {
        FitResult result = new Dais().fit(new FormulaTarget(1, (x, gradient) -> {
            gradient[0] = Double.NaN;
            return 0;
        }), options(300, 3), context().start(new double[] {0}, new double[] {1}));
        assertEquals(Status.FAILED, result.status());
    }
}
