package org.penumbra.diagnostics.psis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.RowRatios;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;
import org.penumbra.math.Statistics;

/**
 * Checks a guide whose rows are independent row by row: the tail of the importance ratios p(x_i, z) / q(z | x_i) of a
 * sample of rows. With thousands of rows the ratios of all rows together have no usable tail, however good the guide
 * of each row is. Measures {@code rowKHatPoor}, the share of these rows whose k-hat is 0.7 or more, their median
 * {@code rowKHat}, and per row the bounds {@code rowElbo} and {@code rowIwae}, the mean over rows of
 * log mean p / q (Burda, Grosse and Salakhutdinov 2016, equation 8), whose difference {@code rowGap} is at most the
 * mean Kullback-Leibler divergence of the guide from the posterior of a row.
 */
public final class RowDiagnostic implements Diagnostic {

    private static final int DRAWS = 200;
    private static final int MOST_ROWS = 100;
    private static final int FEWEST_ROWS = 25;
    /** Numbers that all draws together touch: some seconds for networks with a million weights. */
    private static final long MOST_NUMBERS = 2_500_000_000L;
    private static final double POOR = 0.7;
    private static final double FEW = 0.1;
    private static final double MANY = 0.5;

    /** Row k-hats and bounds. */
    private record Row(double kHat, double elbo, double iwae) {

        static Row of(double[] ratios) {
            double largest = Arrays.stream(ratios).max().orElseThrow();
            double sum = Arrays.stream(ratios).map(ratio -> StrictMath.exp(ratio - largest)).sum();
            return new Row(Psis.shape(ratios), Statistics.mean(ratios),
                    largest + StrictMath.log(sum / ratios.length));
        }

        boolean isKnown() {
            return Double.isFinite(kHat) && Double.isFinite(elbo);
        }

        boolean isPoor() {
            return !isKnown() || kHat >= POOR;
        }
    }

    /** Whether there are rows is seen when it is assessed. */
    @Override
    public boolean appliesTo(FitResult result) {
        return result.chains().isEmpty() && result.fittedGuide().map(Guide::isDistribution).orElse(true);
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        return examination.rows().map(rows -> report(rows, sample(rows, examination)))
                .orElse(new Report(List.of(), List.of()));
    }

    private static List<Row> sample(RowRatios rows, Examination examination) {
        int count = (int) Math.clamp(MOST_NUMBERS / DRAWS / Math.max(1, rows.cost()), FEWEST_ROWS, MOST_ROWS);
        List<Row> sample = new ArrayList<>();
        for (int k = 0; k < Math.min(count, rows.rows()) && !examination.cancellation().isCancelled(); k++) {
            sample.add(Row.of(rows.next(DRAWS, examination.random())));
        }
        return sample;
    }

    private static Report report(RowRatios rows, List<Row> sample) {
        if (sample.isEmpty()) {
            return new Report(List.of(), List.of());
        }
        double poor = (double) sample.stream().filter(Row::isPoor).count() / sample.size();
        double[] known = sample.stream().filter(Row::isKnown).mapToDouble(Row::kHat).sorted().toArray();
        double elbo = sample.stream().mapToDouble(Row::elbo).average().orElseThrow();
        double iwae = sample.stream().mapToDouble(Row::iwae).average().orElseThrow();
        List<Measurement> measurements = List.of(new Measurement("rowKHatPoor", poor),
                new Measurement("rowKHat", known.length == 0 ? Double.NaN : Statistics.quantile(known, 0.5)),
                new Measurement("rowElbo", elbo), new Measurement("rowIwae", iwae),
                new Measurement("rowGap", iwae - elbo));
        return new Report(measurements, List.of(finding(rows, sample.size(), poor, iwae - elbo)));
    }

    private static Finding finding(RowRatios rows, int looked, double poor, double gap) {
        String seen = String.format(Locale.ROOT, "k-hat of single rows, %d of %d with %d draws each, is 0.7 or more "
                + "for %.0f %%; %d draws of a row raise its bound by %.2g nats", looked, rows.rows(), DRAWS, 100 * poor,
                DRAWS, gap);
        if (poor <= FEW) {
            return new Finding(Trust.GOOD, seen + ": the guide is close to the posterior of nearly every row.");
        }
        return poor <= MANY ? new Finding(Trust.CAUTION, seen + ": the guide misses the posterior of these rows, so "
                + "treat what it says of their spread with care; a richer guide, or longer training, helps.")
                : new Finding(Trust.DISTRUST, seen + ": the guide is too far from the posterior of most rows for what "
                + "it says of them to be relied upon. Parameters were fitted to a bound that is lower by as much; "
                + "train longer or take a richer guide.");
    }
}
