package org.penumbra.inference.particles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Bulk;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.GuideDraws;

/**
 * Differentiable annealed importance sampling (Zhang, Hsu, Li, Finn and Grosse 2021; Geffner and Domke 2021,
 * uncorrected Hamiltonian annealing): draws from independent normals are carried to the posterior by leapfrog steps
 * through tempered densities, and base, step lengths, temperatures and persistence climb the bound
 * ({@link AnnealedPath})
 * together. The bound is above the ELBO of the base at the same parameters in the mean, which is measured as
 * {@code baseElbo}.
 *
 * <p>The draws are the ends of chains; log p - log q is the log weight of the chain, with log q of the whole chain, so
 * that weighted draws are right and k-hat judges the weights. There is no guide, as the density of the ends alone is
 * not known.
 */
public final class Dais implements Algorithm<Dais.Options> {

    private static final long DRAWS_STREAM = 0x4441495344524157L;
    private static final double START_SCALE = 0.1;
    private static final int DRAWS_WHEN_CANCELLED = 100;

    /**
     * @param steps of the optimiser
     * @param temperatures leapfrog steps of a chain
     * @param chains of one estimate
     * @param draws final chains
     */
    public record Options(
            @Option(label = "Steps", help = "Steps of the optimiser. Take more when the bound still rises at the end.",
                    value = "1000", min = 1, max = 1e12) long steps,
            @Option(label = "Temperatures", help = "Leapfrog steps from the base to the posterior. More make the bound "
                    + "tighter; a step of the optimiser costs three gradients for each.",
                    value = "8", min = 1, max = 10000) int temperatures,
            @Option(label = "Chains", help = "Chains that one step of the optimiser averages over, side by side.",
                    value = "4", min = 1, max = 10000) int chains,
            @Option(label = "Draws", help = "Final chains, for the posterior table, the bound and k-hat. They do not "
                    + "change the fit.", value = "5000", min = 1, max = 1e8) int draws) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Bulk begin = Bulk.begin(target, context, Initialization.MEDIAN);
        double[] scales = begin.scales(new Evaluations(target, context.workers()), context, START_SCALE);
        AnnealedParameters parameters = new AnnealedParameters(begin.point(), scales, options.temperatures());
        Chains chains = new Chains(target, parameters, options.chains(), context.workers());
        DaisRun run = new DaisRun(chains, options.steps(), begin, context);
        Status end = run.run();
        double[] state = run.state();
        run.useAverage();
        int draws = end == Status.CANCELLED ? Math.min(options.draws(), DRAWS_WHEN_CANCELLED) : options.draws();
        double[] base = new double[draws];
        GuideDraws last = GuideDraws.of(chains.draws(target, draws, context.random().stream(DRAWS_STREAM), base));
        List<Finding> findings = new ArrayList<>(List.of(run.finding(end)));
        if (run.skipped() > 0 && end != Status.FAILED) {
            findings.add(new Finding(run.skipped() > run.steps() / 100 ? Trust.DISTRUST : Trust.CAUTION, run.skipped()
                    + " of " + run.steps() + " steps were skipped because a chain met no finite log density."));
        }
        findings.addAll(last.findings());
        double baseElbo = Arrays.stream(base).filter(Double::isFinite).average().orElse(Double.NaN);
        return new FitResult(end, null, last.draws(), run.trace(), last.elbo(), run.steps(), state, findings,
                List.of(new Measurement("baseElbo", baseElbo)));
    }
}
