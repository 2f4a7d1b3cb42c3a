package org.penumbra.inference.gaussian;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * Variational inference with a normal of any covariance whose scores, the gradients of its log density, match those of
 * the posterior at draws from it, by closed-form updates without a learning rate: batch and match ({@link MatchRule})
 * or Gaussian score matching ({@link ScoreRule}). Takes n^2 numbers and n^3 operations per iteration.
 *
 * <p>Where the posterior is not normal the result differs a little from that of the ELBO: score matching weighs the
 * slopes of the tails more.
 */
public final class BatchAndMatch implements Algorithm<BatchAndMatch.Options> {

    /** How a batch becomes a normal. */
    public enum Method {
        /** All draws together, with a regularisation that grows: noise dies out. */
        BATCH_AND_MATCH,
        /** Draw by draw, averaged: no matrix is decomposed; noise stays where the target is not normal. */
        GAUSSIAN_SCORE_MATCHING
    }

    /**
     * @param iterations at most
     * @param batch draws per iteration
     * @param method from a batch to a normal
     * @param tolerance of the change between the halves of the run
     * @param draws final draws
     */
    public record Options(
            @Option(label = "Iterations", help = "Iterations, at most; the fit ends sooner when it has come to rest.",
                    value = "1000", min = 1, max = 1e12) long iterations,
            @Option(label = "Batch", help = "Draws, and gradients, in one iteration. More make iterations steadier; "
                    + "take about the number of coordinates where they are more than a hundred.",
                    value = "32", min = 2, max = 1e6) int batch,
            @Option(label = "Method", help = "Batch and match, or Gaussian score matching, which needs no "
                    + "eigenvalues and is noisier.", value = "BATCH_AND_MATCH") Method method,
            @Option(label = "Tolerance", help = "The fit is at rest when no mean changes by more than so many standard "
                    + "deviations, and no standard deviation by more than this share, from one window of iterations to "
                    + "the next; each window is a third as long as all before it.",
                    value = "0.03", min = 1e-12, max = 1) double tolerance,
            @Option(label = "Draws", help = "Draws from the fitted normal, for the posterior table, the final ELBO and "
                    + "k-hat. They do not change the fit.", value = "5000", min = 1, max = 1e8) int draws) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        int n = target.dimension();
        Rule rule = switch (options.method()) {
            case BATCH_AND_MATCH -> new MatchRule(n);
            case GAUSSIAN_SCORE_MATCHING -> new ScoreRule(n);
        };
        Ascent.Plan plan = new Ascent.Plan("BatchAndMatch", options.iterations(), options.tolerance(),
                options.draws());
        return new Ascent(plan, target, context, rule,
                new Batch(options.batch(), n, false)).fit();
    }
}
