package org.penumbra.diagnostics.chains;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.math.chains.EnergyFraction;

/**
 * What Hamiltonian chains tell of the geometry (Betancourt 2017): any divergence speaks against the draws, because the
 * place where it happens is visited too rarely; trajectories that reach their greatest length, and energies that
 * change slowly, cost effective draws. Measures {@code divergences}, {@code treeDepthSaturated} (a share of the draws)
 * and {@code eBfmi}, the smallest of the chains.
 */
public final class HamiltonianDiagnostic implements Diagnostic {

    /** Below it, Stan warns. */
    private static final double SMALL_FRACTION = 0.3;
    private static final double NOTABLE_SHARE = 0.05;
    private static final int SHORTEST = 12;
    /** What a method that has one measures. */
    private static final String GREATEST_DEPTH = "maxTreeDepth";

    @Override
    public boolean appliesTo(FitResult result) {
        return result.chains().filter(chains -> chains.length() >= SHORTEST
                && chains.statistic(Statistic.ENERGY).isPresent()).isPresent();
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        Chains chains = result.chains().orElseThrow();
        List<Measurement> measurements = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        chains.statistic(Statistic.DIVERGENT).ifPresent(divergent -> {
            long count = Arrays.stream(divergent.values()).filter(value -> value > 0).count();
            measurements.add(new Measurement("divergences", count));
            if (count > 0) {
                findings.add(divergences(target, result, divergent.values(), count));
            }
        });
        saturation(chains, result).ifPresent(share -> {
            measurements.add(new Measurement("treeDepthSaturated", share));
            if (share > NOTABLE_SHARE) {
                findings.add(saturated(share));
            }
        });
        double fraction = energyFraction(chains);
        measurements.add(new Measurement("eBfmi", fraction));
        if (fraction < SMALL_FRACTION) {
            findings.add(slow(fraction));
        }
        return new Report(measurements, findings);
    }

    private static Finding saturated(double share) {
        return new Finding(Trust.CAUTION, String.format(Locale.ROOT, "%.0f %% of the trajectories reached their "
                + "greatest length: draws are dear. Raise maxTreeDepth, use a dense metric, or give the sites similar "
                + "scales.", 100 * share));
    }

    private static Finding slow(double fraction) {
        return new Finding(Trust.CAUTION, String.format(Locale.ROOT, "The energy changes slowly (E-BFMI %.2f, should "
                + "be above 0.3), as with heavy tails and hierarchical scales: the tails may not have been visited. "
                + "Reparameterise (@noncentered) or take more samples.", fraction));
    }

    private static Finding divergences(Target target, FitResult result, double[] divergent, long count) {
        String where = Region.of(target.sites(), result.draws().points(), divergent)
                .map(region -> ", mostly where " + region).orElse("");
        return new Finding(Trust.DISTRUST, String.format(Locale.ROOT, "%d of %d draws %s divergent%s: the chains could "
                + "not follow the posterior there, and the draws lack what lies behind. Raise targetAcceptance to 0.95 "
                + "or 0.99; if that does not help, reparameterise (@noncentered).", count, divergent.length,
                count == 1 ? "was" : "were", where));
    }

    /** The share of draws of the greatest depth; empty where that is not told. */
    private static Optional<Double> saturation(Chains chains, FitResult result) {
        Optional<Statistic> depths = chains.statistic(Statistic.TREE_DEPTH);
        return depths.isEmpty() ? Optional.empty() : result.measurements().stream()
                .filter(one -> one.name().equals(GREATEST_DEPTH)).findFirst().map(greatest -> Arrays
                        .stream(depths.get().values()).map(depth -> depth >= greatest.value() ? 1 : 0).average()
                        .orElse(0));
    }

    private static double energyFraction(Chains chains) {
        double[] energies = chains.statistic(Statistic.ENERGY).orElseThrow().values();
        double least = Double.NaN;
        for (int c = 0; c < chains.count(); c++) {
            double fraction = EnergyFraction.of(Arrays.copyOfRange(energies, c * chains.length(),
                    (c + 1) * chains.length()));
            least = Double.isNaN(least) || fraction < least ? fraction : least;
        }
        return least;
    }
}
