package org.penumbra.diagnostics.psis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.FitResult.Estimate;
import org.penumbra.inference.FitResult.Trace;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

class ParetoDiagnosticTest {

    private final ParetoDiagnostic diagnostic = new ParetoDiagnostic();

    /** q is a normal of scale s against p = N(0, 1); k is 1 - s^2 for s < 1, and below 0.5 where q is the wider one. */
    @Test
    void aWideGuideIsGood() {
        Report report = assess(normalRatios(1.3, 4000));
        assertEquals(Trust.GOOD, only(report).trust());
        assertTrue(kHat(report) < 0.5);
        assertEquals("kHat", report.measurements().getFirst().name());
        assertTrue(only(report).message().contains("close to the posterior"));
        // The guide was 1.3 times as wide; two standard errors of the log of a deviation are 0.03.
        assertEquals(Math.log(1.3), report.measurements().get(3).value(), 0.05);
        assertEquals("sdShift", report.measurements().get(3).name());
    }

    /** q has the right marginals and no correlation. */
    @Test
    void aMissedCorrelationIsNamed() {
        KnownGaussian target = KnownGaussian.correlated(0, new double[3], new double[] {1, 5, 1}, 0.7);
        RandomStream random = RandomStream.of(3);
        double[][] points = new double[4000][3];
        double[] logP = new double[4000];
        double[] logQ = new double[4000];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < 3; j++) {
                double noise = random.nextGaussian();
                points[i][j] = target.sd(j) * noise;
                logQ[i] -= 0.5 * noise * noise;
            }
            logP[i] = target.logDensity(points[i]);
        }
        String what = Misfit.of(target, points, ratios(logP, logQ)).orElseThrow();
        assertTrue(what.equals("the guide misses the correlation of x1 and x2")
                || what.equals("the guide misses the correlation of x2 and x3"), what);
    }

    private static double[] ratios(double[] logP, double[] logQ) {
        double[] ratios = new double[logP.length];
        Arrays.setAll(ratios, i -> logP[i] - logQ[i]);
        return ratios;
    }

    @Test
    void aGuideThatIsALittleNarrowIsUsable() {
        Report report = assess(normalRatios(0.63, 100_000));
        assertEquals(0.6, kHat(report), 0.1);
        assertEquals(Trust.CAUTION, only(report).trust());
    }

    @Test
    void aGuideThatIsMuchTooNarrowIsNotTrusted() {
        Report report = assess(normalRatios(0.2, 4000));
        assertTrue(kHat(report) > 0.7);
        assertEquals(Trust.DISTRUST, only(report).trust());
        assertTrue(only(report).message().contains("reparameterise"));
        assertEquals("The importance ratios tell where: the guide is too narrow in x1.",
                report.findings().get(1).message());
    }

    @Test
    void thePosteriorItselfIsGoodAndNotNaN() {
        Report report = assess(result(1000, i -> -i, i -> -i - 3.5, Noise.SPREAD));
        assertEquals(0, kHat(report));
        assertEquals(1000, report.measurements().get(1).value(), 1e-6);
        assertEquals("k-hat is 0.00: the guide is close to the posterior, and what remains is corrected by importance "
                + "weights.", only(report).message());
    }

    @Test
    void bandsHaveTheirLimitsBelow() {
        assertEquals(Band.GOOD, Band.of(0.4999, 1000));
        assertEquals(Band.USABLE, Band.of(0.5, 1000));
        assertEquals(Band.USABLE, Band.of(0.6999, 1000));
        assertEquals(Band.POOR, Band.of(0.7, 1000));
        // 1 - 1 / log10(30) = 0.323
        assertEquals(Band.GOOD, Band.of(0.32, 30));
        assertEquals(Band.USABLE, Band.of(0.33, 30));
    }

    @Test
    void tooFewDrawsSayNothing() {
        Report report = assess(result(24, i -> i, i -> 0, Noise.SPREAD));
        assertTrue(Double.isNaN(kHat(report)));
        assertEquals(Trust.CAUTION, only(report).trust());
        assertTrue(only(report).message().contains("at least 25"));
    }

    @Test
    void undefinedDensitiesAreNotTrusted() {
        for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Report report = assess(result(100, i -> i == 5 ? broken : i, i -> 0, Noise.SPREAD));
            assertTrue(Double.isNaN(kHat(report)));
            assertEquals(Trust.DISTRUST, only(report).trust());
            assertTrue(only(report).message().contains("1 of 100"));
        }
    }

    @Test
    void aGuideThatMissesTheSupportIsNotTrusted() {
        Report report = assess(result(100, i -> i < 3 ? 0 : Double.NEGATIVE_INFINITY, i -> 0, Noise.SPREAD));
        assertTrue(Double.isNaN(kHat(report)));
        assertEquals(Trust.DISTRUST, only(report).trust());
    }

    @Test
    void someDrawsOutsideOfTheSupportAreWeighedAsNothing() {
        FitResult full = normalRatios(1.3, 4000);
        double[] logP = full.draws().logP().clone();
        Arrays.fill(logP, 0, 40, Double.NEGATIVE_INFINITY);
        Report report = assess(withDraws(new Draws(full.draws().points(), logP, full.draws().logQ()), Noise.SPREAD));
        assertTrue(Double.isFinite(kHat(report)));
        assertTrue(report.measurements().get(1).value() <= 3960);
    }

    @Test
    void appliesOnlyToGuidesThatSpread() {
        assertTrue(diagnostic.appliesTo(result(100, i -> 0, i -> 0, Noise.SPREAD)));
        assertFalse(diagnostic.appliesTo(result(1, i -> 0, i -> 0, Noise.NONE)));
        assertTrue(diagnostic.appliesTo(result(100, i -> 0, i -> 0, null)), "draws know their density");
        assertFalse(diagnostic.appliesTo(result(100, i -> 0, i -> Double.NaN, Noise.SPREAD)));
        assertFalse(diagnostic.appliesTo(result(0, i -> 0, i -> 0, Noise.SPREAD)));
    }

    private Report assess(FitResult result) {
        assertTrue(diagnostic.appliesTo(result));
        return diagnostic.assess(KnownGaussian.independent(0, new double[1], new double[] {1}), result,
                new Examination(RandomStream.of(1), Workers.SEQUENTIAL,
                Cancellation.NEVER));
    }

    private static Finding only(Report report) {
        assertTrue(report.findings().stream().skip(1).allMatch(one -> one.trust() == Trust.CAUTION));
        return report.findings().getFirst();
    }

    private static double kHat(Report report) {
        return report.measurements().getFirst().value();
    }

    private static FitResult normalRatios(double scale, int count) {
        RandomStream random = RandomStream.of(11);
        double[] noise = new double[count];
        Arrays.setAll(noise, i -> random.nextGaussian());
        FitResult result = result(count, i -> -0.5 * scale * scale * noise[i] * noise[i],
                i -> -0.5 * noise[i] * noise[i] - Math.log(scale), Noise.SPREAD);
        for (int i = 0; i < count; i++) {
            result.draws().points()[i][0] = scale * noise[i];
        }
        return result;
    }

    private static FitResult result(int count, IntToDoubleFunction logP, IntToDoubleFunction logQ, Guide guide) {
        double[] p = new double[count];
        double[] q = new double[count];
        Arrays.setAll(p, logP);
        Arrays.setAll(q, logQ);
        return withDraws(new Draws(new double[count][1], p, q), guide);
    }

    private static FitResult withDraws(Draws draws, Guide guide) {
        return new FitResult(Status.CONVERGED, guide, draws, new Trace(new long[0], new double[0]), Estimate.NONE, 0,
                new double[0], List.of());
    }

    /** Of a guide, the diagnostic asks only whether it spreads. */
    private record Noise(int noiseSize) implements Guide {
        static final Guide SPREAD = new Noise(1);
        static final Guide NONE = new Noise(0);

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double[] parameters() {
            throw new AssertionError("the diagnostic asks the guide for parameters");
        }

        @Override
        public double transform(double[] noise, double[] x) {
            throw new AssertionError("the diagnostic asks the guide for draws");
        }

        @Override
        public void accumulateGradient(double[] noise, double[] slope, double weight, double[] gradient) {
            throw new AssertionError("the diagnostic asks the guide for gradients");
        }

        @Override
        public double logDensity(double[] x) {
            throw new AssertionError("the diagnostic asks the guide for densities");
        }
    }
}
