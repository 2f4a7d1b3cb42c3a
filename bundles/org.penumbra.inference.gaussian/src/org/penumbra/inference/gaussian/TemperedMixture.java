package org.penumbra.inference.gaussian;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * A mixture of normals at the modes that tempered walks find. Walkers begin under a density that is nearly flat, whose
 * exponent then rises to 1 (simulated tempering of starts, as in Neal 1996), and climb to the top of where they are;
 * each top gets the normal that fits there with the mass that it holds, and the whole mixture is then fitted to its own
 * importance-weighted draws (mixture population Monte Carlo: Cappe, Douc, Guillin, Marin and Robert 2008). Takes n^2
 * numbers for each mode.
 */
public final class TemperedMixture implements Algorithm<TemperedMixture.Options> {

    /**
     * @param walkers that look for modes
     * @param stages exponents on the way to 1
     * @param rounds of fitting the mixture, at most
     * @param draws final draws
     */
    public record Options(
            @Option(label = "Walkers", help = "Walks that look for modes. Take more where modes are many or hold "
                    + "little mass.", value = "32", min = 1, max = 1e5) int walkers,
            @Option(label = "Stages", help = "Steps in which the exponent of the density rises to 1; with 0 the "
                    + "walkers climb from where they start.", value = "12", min = 0, max = 1e6) int stages,
            @Option(label = "Rounds", help = "Rounds in which the mixture is fitted to its weighted draws, at most; "
                    + "it ends sooner when that makes it no better.", value = "10", min = 1,
                    max = 1e6) int rounds,
            @Option(label = "Draws", help = "Draws from the fitted mixture, for the posterior table, the final ELBO "
                    + "and k-hat. They do not change the fit.", value = "10000", min = 1, max = 1e8) int draws) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        return new MixtureRun(target, options, context).fit();
    }
}
