package org.penumbra.objectives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective.Estimator;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;
import org.penumbra.objectives.TraceElbo.Gradient;
import org.penumbra.testing.KnownGaussian;

/** Whoever climbs an objective ends at the posterior where the guide can be it. */
class EndsAtTheTruthTest {

    private static final KnownGaussian TARGET = KnownGaussian.correlated(-4, new double[] {1, -0.5},
            new double[] {1, 0.7}, 0.6);
    private static final int STEPS = 4000;

    private interface Binding {
        Estimator bind(Target target, Guide guide);
    }

    private static Named<Binding> named(String name, Binding binding) {
        return Named.of(name, binding);
    }

    static Stream<Named<Binding>> objectives() {
        return Stream.of(
                named("stl", (target, guide) -> new TraceElbo().bind(target, guide,
                        new TraceElbo.Options(2, true, Gradient.STL))),
                named("mean field", (target, guide) -> new MeanFieldElbo().bind(target, guide,
                        new MeanFieldElbo.Options(1))),
                named("IWAE", (target, guide) -> new Iwae().bind(target, guide,
                        new Iwae.Options(10, BoundGradient.DREG))),
                named("Renyi", (target, guide) -> new RenyiElbo().bind(target, guide,
                        new RenyiElbo.Options(0.5, 10, BoundGradient.DREG))),
                named("CUBO", (target, guide) -> new Cubo().bind(target, guide, new Cubo.Options(2, 30))),
                named("tail", (target, guide) -> new TailAdaptive().bind(target, guide,
                        new TailAdaptive.Options(30, -1))),
                named("RWS", (target, guide) -> new WakeSleep().bind(target, guide, new WakeSleep.Options(30))),
                named("MSC", (target, guide) -> new ScoreClimbing().bind(target, guide,
                        new ScoreClimbing.Options(10, true))),
                named("score", (target, guide) -> new ScoreFunctionElbo().bind(target, guide,
                        new ScoreFunctionElbo.Options(10, 0.9, true))),
                named("one score", (target, guide) -> new ScoreFunctionElbo().bind(target, guide,
                        new ScoreFunctionElbo.Options(1, 0.9, true))),
                named("VIMCO", (target, guide) -> new Vimco().bind(target, guide, new Vimco.Options(10))),
                named("KSD", (target, guide) -> new SteinDiscrepancy().bind(target, guide,
                        new SteinDiscrepancy.Options(20, Kernel.IMQ, 0))));
    }

    /** Means within 0.1 standard deviations, variances and covariance within 12 percent of the variances. */
    @ParameterizedTest
    @MethodSource("objectives")
    void theGuideBecomesThePosterior(Binding objective) {
        DenseNormal guide = new DenseNormal(new double[2], new double[] {0.6, 0.6});
        climb(objective.bind(TARGET, guide), guide);
        OnlineMoments moments = moments(guide);
        for (int i = 0; i < 2; i++) {
            assertEquals(TARGET.mean(i), moments.mean(i), 0.1 * TARGET.sd(i));
            assertEquals(1, moments.variance(i) / TARGET.covariance(i, i), 0.12);
        }
        double covariance = moments.mean(2) - moments.mean(0) * moments.mean(1);
        assertEquals(TARGET.covariance(0, 1), covariance, 0.12 * TARGET.sd(0) * TARGET.sd(1));
    }

    /** Held by a strong lambda, the guide becomes the prior N(mean, 4 variance) instead, correlations apart. */
    @Test
    void aStrongDiscrepancyEndsAtThePrior() {
        DenseNormal guide = new DenseNormal(new double[2], new double[] {1, 1});
        climb(new EnergyDistance().bind(TARGET, guide, new EnergyDistance.Options(30, 1e4)), guide);
        OnlineMoments moments = moments(guide);
        for (int i = 0; i < 2; i++) {
            assertEquals(TARGET.mean(i), moments.mean(i), 0.2 * TARGET.sd(i));
            assertEquals(4, moments.variance(i) / TARGET.covariance(i, i), 0.5);
        }
    }

    /** Of the two coordinates and their product, over many draws. */
    private static OnlineMoments moments(Guide guide) {
        RandomStream random = RandomStream.of(2);
        OnlineMoments moments = new OnlineMoments(3);
        double[] noise = new double[2];
        double[] x = new double[2];
        for (int i = 0; i < 50_000; i++) {
            guide.sample(random, noise, x);
            moments.add(new double[] {x[0], x[1], x[0] * x[1]});
        }
        return moments;
    }

    /** Steps of a length that falls to 0, along gradients relative to their running root mean square. */
    private static void climb(Estimator estimator, Guide guide) {
        double[] parameters = guide.parameters();
        double[] gradient = new double[parameters.length];
        double[] squares = new double[parameters.length];
        RandomStream random = RandomStream.of(1);
        for (int step = 0; step < STEPS; step++) {
            estimator.valueAndGradient(random, gradient);
            double rate = 0.03 * (1 - (double) step / STEPS);
            for (int i = 0; i < gradient.length; i++) {
                squares[i] = 0.98 * squares[i] + 0.02 * gradient[i] * gradient[i];
                parameters[i] += rate * gradient[i] / (Math.sqrt(squares[i]) + 1e-6);
            }
        }
    }
}
