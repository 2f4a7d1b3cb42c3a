package org.penumbra.objectives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Objective.Estimator;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;
import org.penumbra.objectives.TraceElbo.Gradient;
import org.penumbra.testing.KnownGaussian;

/**
 * x ~ N(0, 1) and 1 ~ N(x, 0.5), with a normal guide: E log p(data | x) and the divergence from the prior are known.
 * Means over 20 000 estimates are within 4.5 of their standard errors, which fails by chance once in 100 000
 * comparisons.
 */
class TemperedElboTest {

    private static final double VARIANCE = 0.25;
    private static final double M = 0.3;
    private static final double S = 0.7;

    private static Target target() {
        double evidence = -0.5 * Math.log(2 * Math.PI * 1.25) - 0.5 / 1.25;
        KnownGaussian prior = KnownGaussian.independent(0, new double[] {0}, new double[] {1});
        KnownGaussian joint = KnownGaussian.independent(evidence, new double[] {0.8},
                new double[] {Math.sqrt(0.2)});
        return new KnownGaussian(evidence, joint.means(), joint.cholesky()) {
            @Override
            public Optional<Target> prior() {
                return Optional.of(prior);
            }
        };
    }

    private static Estimator bind(int particles, Gradient gradient, double beta, long annealing, double from) {
        return new TraceElbo().bind(target(), Line.guide(M, S),
                new TraceElbo.Options(particles, false, gradient, beta, annealing, from));
    }

    /** The bound with weight b, and its slopes by the mean and by the log standard deviation. */
    private static double[] exact(double b) {
        double likelihood = -0.5 * Math.log(2 * Math.PI * VARIANCE) - ((1 - M) * (1 - M) + S * S) / (2 * VARIANCE);
        double divergence = 0.5 * (S * S + M * M - 1) - Math.log(S);
        return new double[] {likelihood - b * divergence, (1 - M) / VARIANCE - b * M,
            -S * S / VARIANCE - b * (S * S - 1)};
    }

    @ParameterizedTest
    @CsvSource({"1, TOTAL, 2.5", "3, TOTAL, 0.2", "1, STL, 2.5", "2, STL, 0.2"})
    void boundAndSlopesAreThoseOfTheFormula(int particles, Gradient gradient, double beta) {
        OnlineMoments moments = Line.moments(bind(particles, gradient, beta, 0, 0), 3, 20_000);
        double[] exact = exact(beta);
        for (int i = 0; i < 3; i++) {
            assertEquals(exact[i], moments.mean(i), 4.5 * moments.standardError(i), "number " + i);
        }
    }

    /** The k-th of the first 4 estimates has the weight beta (f + (1 - f) k / 4), and so after a restart. */
    @Test
    void theWeightRisesInEqualParts() {
        Estimator annealed = bind(1, Gradient.TOTAL, 2, 4, 0.2);
        double[] found = new double[2];
        double[] expected = new double[2];
        for (int k = 1; k <= 6; k++) {
            double weight = 2 * (0.2 + 0.8 * Math.min(1, k / 4.0));
            double value = annealed.valueAndGradient(RandomStream.of(k), found);
            assertEquals(bind(1, Gradient.TOTAL, weight, 0, 0).valueAndGradient(RandomStream.of(k), expected), value,
                    1e-12);
            assertArrayEquals(expected, found, 1e-12);
            double[] state = annealed.state();
            annealed = bind(1, Gradient.TOTAL, 2, 4, 0.2);
            annealed.restore(state);
        }
    }

    @Test
    void weightOneIsTheElbo() {
        double[] plain = new double[2];
        double[] tempered = new double[2];
        Estimator elbo = new TraceElbo().bind(target(), Line.guide(M, S),
                new TraceElbo.Options(2, false, Gradient.TOTAL));
        Estimator risen = bind(2, Gradient.TOTAL, 1, 1, 0);
        assertEquals(elbo.valueAndGradient(RandomStream.of(4), plain),
                risen.valueAndGradient(RandomStream.of(4), tempered), 1e-12);
        assertArrayEquals(plain, tempered, 1e-12);
    }

    @Test
    void aModelWithoutAPriorIsRefused() {
        MeanFieldNormal guide = Line.guide(0, 1);
        KnownGaussian known = Line.target(0, 1, 2);
        Target without = new KnownGaussian(0, known.means(), known.cholesky()) {
            @Override
            public Optional<Target> prior() {
                return Optional.empty();
            }
        };
        PenumbraException refused = assertThrows(PenumbraException.class, () -> new TraceElbo()
                .bind(without, guide, new TraceElbo.Options(1, false, Gradient.TOTAL, 4, 0, 0)));
        assertEquals("PEN-3022", refused.problems().getFirst().code());
    }
}
