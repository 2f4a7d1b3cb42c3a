package org.penumbra.inference.mcmc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.inference.Initialization;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;
import org.penumbra.testing.KnownGaussian;
import org.penumbra.testing.TestContext;

class NeuTraTest {

    private static NeuTra.Options options(Map<String, ?> given) {
        return Options.read(NeuTra.Options.class, "NeuTra", given);
    }

    private static TestContext parts(TestContext context) {
        return context.parts(NeuTraTest::guide, (target, guide, workers) -> new Elbo(target, guide),
                (size, steps) -> new Climb());
    }

    private static Guide guide(Target target, Start start) {
        return new MeanFieldNormal(start.point(target, Initialization.MEDIAN),
                start.scales(target.dimension(), 0.5));
    }

    /** One draw of the ELBO. */
    private static final class Elbo implements Objective.Estimator {
        private final Target target;
        private final Guide guide;
        private final double[] noise;
        private final double[] x;
        private final double[] slope;

        Elbo(Target target, Guide guide) {
            this.target = target;
            this.guide = guide;
            this.noise = new double[guide.noiseSize()];
            this.x = new double[target.dimension()];
            this.slope = new double[target.dimension()];
        }

        @Override
        public double valueAndGradient(RandomStream random, double[] gradient) {
            Arrays.fill(gradient, 0);
            double logQ = guide.sample(random, noise, x);
            double value = target.logDensityAndGradient(x, slope) - logQ;
            guide.accumulateGradient(noise, slope, 1, gradient);
            return value;
        }
    }

    /** Steps of a fixed length along the sign of the gradient. */
    private static final class Climb implements Optimizer.Updater {
        @Override
        public void step(double[] parameters, double[] gradient) {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] += 0.01 * Math.signum(gradient[i]);
            }
        }

        @Override
        public double[] state() {
            return new double[0];
        }

        @Override
        public void restore(double[] state) {
            assertEquals(0, state.length);
        }
    }

    /** A fit that is far from done costs time only: the draws are right. */
    @Test
    void keepsTheContract() {
        AlgorithmContract.of(NeuTra::new, options(Map.of("steps", "200", "samples", "1000", "warmup", "300")),
                options(Map.of("steps", "0", "samples", "1", "warmup", "0", "chains", "1")))
                .with(NeuTraTest::parts).expecting(Expectation.EXACT.withoutObjective()).check();
    }

    /** log p of the draws is that of the target, not that of the noise. */
    @Test
    void drawsKnowTheirDensity() {
        KnownGaussian target = KnownGaussian.correlated(-3, new double[] {1, -2}, new double[] {2, 0.1}, 0.8);
        FitResult result = new NeuTra().fit(target, options(Map.of("steps", "100", "samples", "50", "warmup", "50")),
                parts(new TestContext()));
        for (int i = 0; i < result.draws().count(); i++) {
            assertEquals(target.logDensity(result.draws().points()[i]), result.draws().logP()[i], 1e-9);
        }
    }

    @Test
    void aPointHasNoNoiseToMoveIn() {
        KnownGaussian target = KnownGaussian.independent(0, new double[2], new double[] {1, 1});
        TestContext context = new TestContext().parts((t, start) -> new Still(), (t, g, w) -> null, (s, n) -> null);
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> new NeuTra().fit(target, options(Map.of()), context));
        assertTrue(refused.problems().getFirst().toString().contains("PEN-3080"), refused.problems().toString());
    }

    /** A point guide. */
    private static final class Still implements Guide {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double[] parameters() {
            return new double[2];
        }

        @Override
        public int noiseSize() {
            return 0;
        }

        @Override
        public double transform(double[] noise, double[] x) {
            return 0;
        }

        @Override
        public void accumulateGradient(double[] noise, double[] slope, double weight, double[] gradient) {
            throw new AssertionError("not asked");
        }

        @Override
        public double logDensity(double[] x) {
            return 0;
        }
    }
}
