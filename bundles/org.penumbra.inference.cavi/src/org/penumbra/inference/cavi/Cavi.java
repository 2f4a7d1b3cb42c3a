package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.math.RandomStream;

/**
 * Coordinate-ascent variational inference (Ghahramani and Beal 2000; Bishop 2006, chapter 10) with updates that the
 * compiler derives: each group of factors is set to the best one given all others, in turn, until nothing changes. The
 * evidence lower bound is exact and never decreases. Where the posterior itself is a product of such factors, the
 * result is the posterior and the bound is the log evidence.
 *
 * <p>Sites without a conjugate family, when others have one, are independent normals in free coordinates, which are
 * fitted to the bound by gradient in their turn ({@link org.penumbra.inference.conjugate.GradientFactors}).
 */
public final class Cavi implements Algorithm<Cavi.Options> {

    private static final long DRAWS_STREAM = 0x434156495f445257L;
    private static final long BOUND_STREAM = 0x434156495f424e44L;

    /**
     * @param sweeps most sweeps of one start
     * @param tolerance relative change of moments and bound that ends a start
     * @param starts how many starts
     * @param draws final draws
     * @param byGradient whether sites without a conjugate family are fitted by gradient
     */
    public record Options(
            @Option(label = "Sweeps", help = "Most sweeps over all factors. Take more when the bound still rises at "
                    + "the end.", value = "2000", min = 1, max = 1e9) int sweeps,
            @Option(label = "Tolerance", help = "A start has converged when a sweep changes the bound and the moments "
                    + "of the factors by no more than this, relatively.", value = "1e-8", min = 0,
                    max = 1) double tolerance,
            @Option(label = "Starts", help = "Starts from different points, of which the one with the highest bound is "
                    + "the answer. One is enough, and made, where the posterior is exact.", value = "4", min = 1,
                    max = 10000) int starts,
            @Option(label = "Draws", help = "Draws from the fitted factors, for the posterior table and k-hat. Fewer "
                    + "are made where there are more than ten thousand coordinates.", value = "4000", min = 1,
                    max = 1e8) int draws,
            @Option(label = "By gradient", help = "Where some sites have a conjugate family and others have none, fit "
                    + "these by gradient, as independent normals in free coordinates. Otherwise such a model is "
                    + "refused.", value = "true") boolean byGradient) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        ConjugateForm form = options.byGradient() ? form(target) : closedForm(target);
        Starts starts = new Starts(target, form, options, context);
        context.resume().ifPresent(starts::restore);
        Status end = starts.run();
        Ascent best = starts.best();
        List<Finding> findings = new ArrayList<>(Verdict.of(form, starts, end));
        RandomStream random = context.random().stream(DRAWS_STREAM);
        FitResult.Draws draws = best.sweeps() == 0 ? FactorDraws.start(target, Starts.values(target, context))
                : FactorDraws.take(target, form, best.natural(), count(target, options.draws(), end), random);
        FitResult.Estimate elbo = FreshBound.of(form, best, context.random().stream(BOUND_STREAM));
        return new FitResult(end, null, draws, best.trace(), elbo, best.sweeps(),
                starts.state(), findings, List.of(new Measurement("startsAgreeing", starts.agreeing()),
                        new Measurement("largestDrop", best.largestDrop())));
    }

    /** @throws PenumbraException (USAGE, PEN-3005) when the target has no updates in closed form */
    static ConjugateForm form(Target target) {
        Conjugacy conjugacy = target.conjugacy();
        return conjugacy.form().orElseThrow(() -> PenumbraException.usage(Problem.error("PEN-3005",
                "CAVI needs updates in closed form, and this model has none: " + conjugacy.obstacle())
                .advise("Use another algorithm, such as SVI, or a prior that is conjugate for at least one site.")));
    }

    private static ConjugateForm closedForm(Target target) {
        Conjugacy conjugacy = target.closedForm();
        return conjugacy.form().orElseThrow(() -> PenumbraException.usage(Problem.error("PEN-3008", "CAVI was told to "
                + "fit nothing by gradient, and not all sites have updates in closed form: " + conjugacy.obstacle())
                .advise("Leave out 'byGradient=false', or use another algorithm.")));
    }

    /** So many that drawing takes no longer than a few million numbers; next to none when the user is waiting. */
    static int count(Target target, int draws, Status end) {
        long affordable = Math.max(10, 40_000_000L / target.dimension());
        int wanted = end == Status.CANCELLED ? Math.min(100, draws) : draws;
        return (int) Math.min(wanted, affordable);
    }

    /** The refusal of an update that is no distribution. */
    static PenumbraException improper(String message) {
        return PenumbraException.badInput(Problem.error("PEN-3006", "An update in closed form is no distribution: "
                + message + ".").advise("Give the site a proper prior."));
    }

    static Finding caution(String message) {
        return new Finding(Trust.CAUTION, message);
    }
}
