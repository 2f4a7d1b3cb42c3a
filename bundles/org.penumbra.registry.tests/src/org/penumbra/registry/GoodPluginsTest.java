package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The contributed parts do their work, known to this test by their names alone. */
class GoodPluginsTest {
    private final Registry registry = Registry.open();
    private final Target target = new NormalTarget();

    @Test
    void theAlgorithmFindsANormalExactly() {
        FitResult result = fit(Cancellation.NEVER);
        assertEquals(Status.CONVERGED, result.status());
        assertEquals(1000, result.draws().count());
        // The approximation is the target itself, up to the finite difference: every draw gives log p - log q = 0.
        assertEquals(0, result.elbo().mean(), 1e-6);
        assertEquals(0, result.elbo().standardError(), 1e-6);
        assertEquals(result.steps(), result.trace().values().length);
    }

    @Test
    void theAlgorithmStopsWhenAsked() {
        AtomicInteger asked = new AtomicInteger();
        FitResult result = fit(() -> asked.incrementAndGet() > 1);
        assertEquals(Status.CANCELLED, result.status());
        assertEquals(1, result.steps());
    }

    @Test
    void theGuideGradientIsThatOfTheObjective() {
        Guide guide = guide();
        double[] noise = {0.3, -1.2};
        double[] x = new double[2];
        double[] slope = new double[2];
        double[] gradient = new double[3];
        guide.transform(noise, x);
        target.logDensityAndGradient(x, slope);
        guide.accumulateGradient(noise, slope, 0.5, gradient);
        for (int i = 0; i < 3; i++) {
            double h = 1e-6;
            double center = guide.parameters()[i];
            guide.parameters()[i] = center + h;
            double above = target.logDensity(x(guide, noise, x)) - guide.logDensity(x);
            guide.parameters()[i] = center - h;
            double below = target.logDensity(x(guide, noise, x)) - guide.logDensity(x);
            guide.parameters()[i] = center;
            assertEquals(0.5 * (above - below) / (2 * h), gradient[i], 1e-6);
        }
    }

    private static double[] x(Guide guide, double[] noise, double[] x) {
        double logQ = guide.transform(noise, x);
        assertEquals(logQ, guide.logDensity(x), 1e-12);
        return x;
    }

    /**
     * The best isotropic normal for independent coordinates has the mean of the target and
     * 1/s^2 = (1/0.5^2 + 1/2^2) / 2. Sign ascent stops where the median of the gradient is 0, so that it takes many
     * particles to bring it to the mean.
     */
    @Test
    void guideObjectiveAndOptimiserFitTogether() {
        Guide guide = guide();
        Objective<?> objective = registry.require(Point.OBJECTIVES, "TestPathELBO").create(Objective.class);
        Objective.Estimator elbo = bind(objective, guide);
        Optimizer.Updater ascent = start(registry.require(Point.OPTIMIZERS, "TestSignStep").create(Optimizer.class));
        RandomStream random = RandomStream.of(5);
        double[] gradient = new double[3];
        for (int step = 0; step < 2000; step++) {
            elbo.valueAndGradient(random, gradient);
            ascent.step(guide.parameters(), gradient);
        }
        assertEquals(1, guide.parameters()[0], 0.05);
        assertEquals(-2, guide.parameters()[1], 0.15);
        assertEquals(-0.5 * Math.log((4 + 0.25) / 2), guide.parameters()[2], 0.05);
    }

    @Test
    void theOptimiserGoesOnWhereItStood() {
        Optimizer<?> optimizer = registry.require(Point.OPTIMIZERS, "TestSignStep").create(Optimizer.class);
        Optimizer.Updater whole = start(optimizer);
        double[] straight = new double[3];
        whole.step(straight, new double[] {3, -1, 0});
        assertArrayEquals(new double[] {0.1, -0.1, 0}, straight);
        Optimizer.Updater second = start(optimizer);
        second.restore(whole.state());
        double[] resumed = straight.clone();
        whole.step(straight, new double[] {1, 1, 1});
        second.step(resumed, new double[] {1, 1, 1});
        assertArrayEquals(straight, resumed);
        assertEquals(0.1 / StrictMath.sqrt(2), straight[2]);
    }

    @Test
    void theDiagnosticCounts() {
        Diagnostic diagnostic = registry.require(Point.DIAGNOSTICS, "TestDrawCount").create(Diagnostic.class);
        FitResult result = fit(Cancellation.NEVER);
        assertTrue(diagnostic.appliesTo(result));
        assertEquals(List.of(new Diagnostic.Measurement("testDraws", 1000)),
                diagnostic.assess(target, result, new Examination(RandomStream.of(1), Workers.SEQUENTIAL,
                        Cancellation.NEVER)).measurements());
    }

    @Test
    void theDistributionIsOne() {
        Distribution arcsine = registry.distributions().find("TestArcsine").orElseThrow().signatures().getFirst()
                .distribution().get();
        double[] ends = {-1, 3};
        double h = 1e-5;
        for (double x : new double[] {-0.9, 0, 1, 2.5}) {
            double slope = (arcsine.cdf(x + h, ends) - arcsine.cdf(x - h, ends)) / (2 * h);
            assertEquals(Math.log(slope), logDensity(arcsine, x), 1e-7);
            assertEquals(x, arcsine.quantile(arcsine.cdf(x, ends), ends), 1e-12);
        }
        assertEquals(Double.NEGATIVE_INFINITY, logDensity(arcsine, 3.5));
        assertEquals(1, arcsine.mean(ends));
        assertEquals(2, arcsine.variance(ends));
        RandomStream random = RandomStream.of(2);
        double mean = DoubleStream.generate(() -> arcsine.sample(ends, random)).limit(10_000).average().orElseThrow();
        // Five standard errors: sqrt(2 / 10000) each; wrong once in two million seeds.
        assertEquals(1, mean, 0.0708);
    }

    private static double logDensity(Distribution distribution, double x) {
        return new Evaluator(array -> new double[0])
                .evaluate(distribution.logDensity(Expr.of(x), List.of(Expr.of(-1), Expr.of(3))));
    }

    private FitResult fit(Cancellation cancellation) {
        return fit(registry.require(Point.ALGORITHMS, "TestLaplaceLike").create(Algorithm.class), cancellation);
    }

    private <O extends Record> FitResult fit(Algorithm<O> algorithm, Cancellation cancellation) {
        return algorithm.fit(target, this.<O>defaults(Point.ALGORITHMS, "TestLaplaceLike"), new Context(cancellation));
    }

    private Guide guide() {
        return create(registry.require(Point.GUIDES, "TestShiftedNormal").create(GuideFamily.class));
    }

    private <O extends Record> Guide create(GuideFamily<O> family) {
        return family.create(target, this.<O>defaults(Point.GUIDES, "TestShiftedNormal"),
                Start.cold(RandomStream.of(1)));
    }

    private <O extends Record> Objective.Estimator bind(Objective<O> objective, Guide guide) {
        return objective.bind(target, guide, 
                this.<O>options(Point.OBJECTIVES, "TestPathELBO", Map.of("particles", 200)));
    }

    private <O extends Record> Optimizer.Updater start(Optimizer<O> optimizer) {
        return optimizer.start(3, 100, this.<O>defaults(Point.OPTIMIZERS, "TestSignStep"));
    }

    private <O extends Record> O defaults(Point point, String name) {
        return options(point, name, Map.of());
    }

    @SuppressWarnings("unchecked")
    private <O extends Record> O options(Point point, String name, Map<String, ?> given) {
        return (O) Options.read(registry.require(point, name).optionsType(), name, given);
    }

    private record Context(Cancellation cancellation) implements FitContext {

        @Override
        public RandomStream random() {
            return RandomStream.of(11);
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Guide guide(Target target) {
            throw new UnsupportedOperationException("no guide is registered for this algorithm");
        }

        @Override
        public Objective.Estimator objective(Target target, Guide guide) {
            throw new UnsupportedOperationException("no objective is registered for this algorithm");
        }

        @Override
        public Optimizer.Updater optimizer(int size, long steps) {
            throw new UnsupportedOperationException("no optimiser is registered for this algorithm");
        }
    }
}
