package org.penumbra.diagnostics.chains;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Examination;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/** Results with draws of two coordinates that hang together as a test wants. */
final class Made {

    static final List<Statistic> NO_STATISTICS = List.of();
    private static final KnownGaussian TARGET = KnownGaussian.independent(0, new double[2], new double[] {1, 1});

    private Made() {
    }

    static double[] autoregression(int length, double memory, long seed) {
        RandomStream random = RandomStream.of(seed);
        double[] values = new double[length];
        double x = random.nextGaussian();
        for (int i = 0; i < length; i++) {
            x = memory * x + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            values[i] = x;
        }
        return values;
    }

    /** @param shift of the second coordinate of the last chain */
    static double[][] points(int chains, int length, double memory, double shift) {
        double[][] points = new double[chains * length][2];
        for (int c = 0; c < chains; c++) {
            double[] first = autoregression(length, memory, 2 * c + 10);
            double[] second = autoregression(length, memory, 2 * c + 11);
            for (int i = 0; i < length; i++) {
                points[c * length + i] = new double[] {first[i], second[i] + (c == chains - 1 ? shift : 0)};
            }
        }
        return points;
    }

    static FitResult chains(int chains, int length, double memory, double shift) {
        return result(chains, points(chains, length, memory, shift), NO_STATISTICS);
    }

    static FitResult result(int chains, double[][] points, List<Statistic> statistics) {
        return result(points, Optional.of(new Chains(chains, points.length / chains, 100, statistics, List.of())));
    }

    static FitResult withoutChains() {
        return result(points(1, 100, 0, 0), Optional.empty());
    }

    private static FitResult result(double[][] points, Optional<Chains> chains) {
        double[] logP = Arrays.stream(points).mapToDouble(TARGET::logDensity).toArray();
        double[] logQ = new double[points.length];
        Arrays.fill(logQ, Double.NaN);
        return new FitResult(Status.BUDGET_SPENT, null, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, points.length,
                new double[0], List.of(), List.of(new Measurement("maxTreeDepth", 10)), chains);
    }

    static Report assess(Diagnostic diagnostic, FitResult result) {
        return diagnostic.assess(TARGET, result, new Examination(RandomStream.of(1), Workers.SEQUENTIAL,
                Cancellation.NEVER));
    }

    static double measurement(Report report, String name) {
        return report.measurements().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow()
                .value();
    }
}
