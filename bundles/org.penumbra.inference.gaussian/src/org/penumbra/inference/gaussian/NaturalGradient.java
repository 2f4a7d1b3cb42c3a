package org.penumbra.inference.gaussian;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * Variational inference with a normal of any covariance by its natural gradient (Khan and Lin 2017; Khan and Nielsen
 * 2018, variational online Newton), with the update of {@link NaturalRule} that keeps the precision positive definite.
 * Expected Hessians come from first derivatives by Stein's lemma. Takes n^2 numbers and n^3 operations per iteration.
 */
public final class NaturalGradient implements Algorithm<NaturalGradient.Options> {

    /**
     * @param iterations at most
     * @param batch draws per iteration, in antithetic pairs
     * @param rate of the first iterations
     * @param tolerance of the change between the halves of the run
     * @param draws final draws
     */
    public record Options(
            @Option(label = "Iterations", help = "Iterations, at most; the fit ends sooner when it has come to rest.",
                    value = "2000", min = 1, max = 1e12) long iterations,
            @Option(label = "Batch", help = "Draws, and gradients, in one iteration, taken in antithetic pairs (an odd "
                    + "number is rounded up). More make iterations steadier; take about the number of coordinates "
                    + "where they are more than a hundred.", value = "32", min = 2, max = 1e6) int batch,
            @Option(label = "Rate", help = "How far an iteration goes towards the normal that it sees; the rate falls "
                    + "as 1 / t after the first few hundred. Lower it when the ELBO jumps.",
                    value = "0.15", min = 1e-9, max = 1) double rate,
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
        Ascent.Plan plan = new Ascent.Plan("NaturalGradient", options.iterations(), options.tolerance(),
                options.draws());
        int paired = options.batch() + options.batch() % 2;
        return new Ascent(plan, target, context, new NaturalRule(n, options.rate()),
                new Batch(paired, n, true)).fit();
    }
}
