package org.penumbra.inference.pathfinder;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.GuideDraws;
import org.penumbra.math.RandomStream;

/**
 * Multi-path Pathfinder (Zhang, Carpenter, Gelman and Vehtari 2022): several L-BFGS climbs from scattered starts, the
 * normal with the highest ELBO along each, and a mixture of these weighed by Pareto smoothed importance sampling (see
 * {@link Mixture}). log q of the draws is that of the mixture, so that k-hat judges the mixture.
 *
 * <p>Beyond the paper, in up to 100 dimensions the normal with the exact curvature at the mode, which L-BFGS only
 * approximates, takes part in the comparison.
 *
 * <p>CONVERGED when the paths that came to rest ({@link org.penumbra.inference.ascent.Lbfgs}) hold at least nine tenths
 * of the weight.
 */
public final class Pathfinder implements Algorithm<Pathfinder.Options> {

    private static final long DRAWS_STREAM = 0x5041544844524157L;
    private static final long PILOT_STREAM = 0x5041544850494c4fL;
    private static final double MOST = 0.9;
    private static final int DRAWS_WHEN_CANCELLED = 100;

    /**
     * @param paths number of climbs
     * @param iterations of each climb, at most
     * @param history pairs that L-BFGS remembers
     * @param elboDraws for the ELBO of each iterate
     * @param draws final draws
     */
    public record Options(
            @Option(label = "Paths", help = "Climbs from different starts, side by side. More find more modes and say "
                    + "more about agreement.", value = "8", min = 1, max = 1e4) int paths,
            @Option(label = "Iterations", help = "Iterations of each climb, at most; take more when a finding says "
                    + "that paths did not come to rest.", value = "1000", min = 1, max = 1e9) long iterations,
            @Option(label = "History", help = "How many steps the curvature is estimated from; the rank of each normal "
                    + "is at most twice as much.", value = "20", min = 1, max = 1000) int history,
            @Option(label = "ELBO draws", help = "Draws that the ELBO of every iterate is taken over.",
                    value = "25", min = 2, max = 1e6) int elboDraws,
            @Option(label = "Draws", help = "Draws from the mixture of the paths' normals, for the posterior table, "
                    + "the final ELBO and k-hat. They do not change the fit.",
                    value = "5000", min = 1, max = 1e8) int draws) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Paths paths = new Paths(target, options, context);
        boolean ended = paths.run();
        RandomStream random = context.random();
        Mixture mixture = Mixture.of(target, paths.all(), random.stream(PILOT_STREAM), context.workers());
        double rested = 0;
        for (int k = 0; k < options.paths(); k++) {
            rested += paths.all().get(k).state() == Path.State.AT_REST ? mixture.weights()[k] : 0;
        }
        boolean stuck = paths.all().stream().allMatch(path -> path.state() == Path.State.STUCK);
        Status status = !ended ? Status.CANCELLED : rested >= MOST ? Status.CONVERGED
                : stuck ? Status.FAILED : Status.BUDGET_SPENT;
        int draws = ended ? options.draws() : Math.min(options.draws(), DRAWS_WHEN_CANCELLED);
        GuideDraws last = GuideDraws.of(mixture.draws(target, draws, random.stream(DRAWS_STREAM), context.workers()));
        Agreement agreement = Agreement.of(paths.all(), mixture);
        List<Finding> findings = new ArrayList<>();
        findings.add(agreement.ending(status, rested, options.iterations()));
        findings.addAll(agreement.findings());
        findings.addAll(last.findings());
        return new FitResult(status, mixture.guide(), last.draws(), paths.trace(), last.elbo(), paths.steps(),
                paths.state(), findings, List.of(new Measurement("pathsAgreeing", agreement.share())));
    }
}
