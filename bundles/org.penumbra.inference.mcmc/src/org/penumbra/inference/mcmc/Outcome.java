package org.penumbra.inference.mcmc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;

/** What chains give back, also when they were stopped on the way. */
final class Outcome {

    private static final int FEW = 100;

    private final List<Chain> chains;
    private final SamplingOptions options;
    private final int length;

    /**
     * Of chains that were stopped at different places, those that give the most draws of one length.
     */
    Outcome(List<Chain> all, SamplingOptions options) {
        this.options = options;
        int best = 0;
        for (Chain candidate : all) {
            best = worth(all, candidate.draws()) > worth(all, best) ? candidate.draws() : best;
        }
        this.length = best;
        this.chains = best == 0 ? all : all.stream().filter(chain -> chain.draws() >= length).toList();
    }

    private static long worth(List<Chain> all, int draws) {
        return draws * all.stream().filter(chain -> chain.draws() >= draws).count();
    }

    FitResult result(Status status, double[] state, long steps, List<Measurement> measurements) {
        boolean warm = length > 0;
        FitResult.Draws draws = warm ? draws() : places();
        Chains shape = new Chains(chains.size(), warm ? length : 1, options.warmup(), warm ? statistics() : List.of(),
                chains.stream().map(Chain::adaptation).toList());
        return new FitResult(status, null, draws, new FitResult.Trace(new long[0], new double[0]),
                FitResult.Estimate.NONE, steps, state, findings(status), measurements, Optional.of(shape));
    }

    private FitResult.Draws draws() {
        int count = chains.size() * length;
        double[][] points = new double[count][];
        double[] logP = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = chains.get(i / length).point(i % length);
            logP[i] = chains.get(i / length).logDensity(i % length);
        }
        return new FitResult.Draws(points, logP, unknown(count));
    }

    /** Where the chains are when they were stopped in warm-up. */
    private FitResult.Draws places() {
        double[][] points = chains.stream().map(Chain::place).toArray(double[][]::new);
        double[] logP = chains.stream().mapToDouble(chain -> chain.at().logDensity).toArray();
        return new FitResult.Draws(points, logP, unknown(points.length));
    }

    private static double[] unknown(int count) {
        double[] unknown = new double[count];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    private List<Statistic> statistics() {
        List<String> names = chains.getFirst().names();
        List<Statistic> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int number = i;
            all.add(new Statistic(names.get(i), joined(chains.stream().map(c -> c.statistics()[number]).toList())));
        }
        all.add(Math.min(1, all.size()), new Statistic(Statistic.STEP_SIZE,
                joined(chains.stream().map(Chain::stepSizes).toList())));
        return all;
    }

    private double[] joined(List<double[]> columns) {
        double[] joined = new double[columns.size() * length];
        for (int c = 0; c < columns.size(); c++) {
            System.arraycopy(columns.get(c), 0, joined, c * length, length);
        }
        return joined;
    }

    private List<Finding> findings(Status status) {
        List<Finding> findings = new ArrayList<>();
        if (status == Status.CANCELLED && length == 0) {
            findings.add(new Finding(Trust.DISTRUST, "The run was stopped in warm-up: the draws shown are where the "
                    + "chains were, and say nothing of the posterior."));
        } else if (length < FEW) {
            findings.add(new Finding(Trust.CAUTION, length + (length == 1 ? " draw" : " draws") + " of each chain "
                    + "say little: take at least " + FEW + ", better 1000."));
        }
        if (options.warmup() < FEW && status != Status.CANCELLED) {
            findings.add(new Finding(Trust.CAUTION, "A warm-up of " + options.warmup() + " iterations is hardly enough "
                    + "to find step size and metric: take at least " + FEW + ", better 500."));
        }
        if (chains.size() == 1) {
            findings.add(new Finding(Trust.CAUTION, "One chain cannot disagree with others about where the posterior "
                    + "is: take four."));
        }
        return findings;
    }
}
