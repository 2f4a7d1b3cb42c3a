package org.penumbra.diagnostics.psis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.RowRatios;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

class RowDiagnosticTest {

    private static final int ROWS = 1000;

    /** Every row has the posterior N(0, 1) and evidence e^-3; the guide is normal with the standard deviation given. */
    private static RowRatios rows(ToDoubleFunction<RandomStream> sd, Optional<Double> broken) {
        return new RowRatios() {
            @Override
            public int rows() {
                return ROWS;
            }

            @Override
            public long cost() {
                return 1000;
            }

            @Override
            public double[] next(int draws, RandomStream random) {
                double scale = sd.applyAsDouble(random);
                double[] ratios = new double[draws];
                Arrays.setAll(ratios, k -> {
                    double noise = random.nextGaussian();
                    double z = scale * noise;
                    return broken.orElse(-3 - 0.5 * z * z + 0.5 * noise * noise + Math.log(scale));
                });
                return ratios;
            }
        };
    }

    private static Report assess(Optional<RowRatios> rows, Cancellation cancellation) {
        FitResult result = new FitResult(Status.BUDGET_SPENT, null, new FitResult.Draws(new double[][] {{0}},
                new double[] {-1}, new double[] {-1}), new FitResult.Trace(new long[0], new double[0]),
                FitResult.Estimate.NONE, 1, new double[0], java.util.List.of());
        return new RowDiagnostic().assess(KnownGaussian.correlated(0, new double[1], new double[] {1}, 0), result,
                new Examination(RandomStream.of(4), Workers.SEQUENTIAL, cancellation, rows));
    }

    private static double value(Report report, String name) {
        return report.measurements().stream().filter(one -> one.name().equals(name)).findFirst()
                .map(Measurement::value).orElseThrow();
    }

    @Test
    void aGuideThatIsThePosteriorHasNoGap() {
        Report report = assess(Optional.of(rows(random -> 1, Optional.empty())), Cancellation.NEVER);
        assertEquals(0, value(report, "rowKHatPoor"));
        assertEquals(-3, value(report, "rowElbo"), 1e-12);
        assertEquals(0, value(report, "rowGap"), 1e-12);
        assertEquals(Trust.GOOD, report.findings().getFirst().trust());
    }

    /**
     * KL(N(0, s^2) | N(0, 1)) = (s^2 - 1) / 2 - log s is what the ELBO lacks; for s = 1.5 it is 0.2195, and weights
     * from 200 draws make nearly all of it good. Over 100 rows the error of the mean is about 0.006.
     */
    @Test
    void theGapIsWhatTheBoundLacks() {
        Report report = assess(Optional.of(rows(random -> 1.5, Optional.empty())), Cancellation.NEVER);
        assertEquals(-3 - 0.2195, value(report, "rowElbo"), 0.03);
        assertEquals(-3, value(report, "rowIwae"), 0.03);
        assertEquals(0, value(report, "rowKHatPoor"), 0.02);
    }

    /** Far too narrow, k = 1 - s^2 in the limit: with 200 draws most rows show it. */
    @Test
    void aGuideThatIsMuchTooNarrowIsNotTrusted() {
        Report report = assess(Optional.of(rows(random -> 0.02, Optional.empty())), Cancellation.NEVER);
        assertTrue(value(report, "rowKHatPoor") > 0.5, "" + value(report, "rowKHatPoor"));
        assertEquals(Trust.DISTRUST, report.findings().getFirst().trust());
    }

    /** A third of the rows: binomial with 100 trials and 0.3 is between 0.1 and 0.5 but for odds of 1e-5. */
    @Test
    void someBadRowsAreACaution() {
        Report report = assess(Optional.of(rows(random -> random.nextDouble() < 0.3 ? 0.02 : 1.1, Optional.empty())),
                Cancellation.NEVER);
        assertEquals(Trust.CAUTION, report.findings().getFirst().trust());
        assertTrue(report.findings().getFirst().message().contains("100 of 1000"));
    }

    @Test
    void rowsWithoutADensityCountAsBad() {
        Report report = assess(Optional.of(rows(random -> 1, Optional.of(Double.NaN))), Cancellation.NEVER);
        assertEquals(1, value(report, "rowKHatPoor"));
        assertEquals(Trust.DISTRUST, report.findings().getFirst().trust());
    }

    @Test
    void withoutRowsThereIsNothingToSay() {
        assertTrue(assess(Optional.empty(), Cancellation.NEVER).findings().isEmpty());
        assertTrue(assess(Optional.of(rows(random -> 1, Optional.empty())), () -> true).findings().isEmpty());
    }
}
