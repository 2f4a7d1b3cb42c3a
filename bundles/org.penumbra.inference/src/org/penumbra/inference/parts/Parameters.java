package org.penumbra.inference.parts;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.SiteMap.Site;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;

/**
 * How a model with parameters is fitted: whatever guide is chosen is one of the latent sites, and the parameters are a
 * point beside it. The ELBO that both climb together is a lower bound of the marginal likelihood of the parameters, as
 * with {@code pyro.param} in a Pyro model (empirical Bayes; without latent sites, maximum likelihood).
 */
public final class Parameters {

    /** Where starting values are drawn from, so that the guide's own draws are what they would be without. */
    private static final long START_STREAM = 0x504152414d455452L;

    private Parameters() {
    }

    /**
     * A guide for all coordinates of the target.
     *
     * @param start a given point counts for the parameters too; else these start where the model says
     * @param latents makes the guide of the latent sites, for a target in which the parameters are held; not asked when
     *        there are none
     * @return that of {@code latents} itself for a model without parameters
     */
    public static Guide beside(Target target, Start start, BiFunction<Target, Start, Guide> latents) {
        if (!target.sites().hasParameters()) {
            return latents.apply(target, start);
        }
        int[] free = coordinates(target, false);
        int[] held = coordinates(target, true);
        double[] point = start.given().orElseGet(() -> startingValues(target, start));
        if (free.length == 0) {
            return new WithParameters(new Nothing(), free, held, point);
        }
        Start part = start.given().isPresent() ? start.part(point, free, start.random()) : start;
        Guide guide = latents.apply(new Slice(target, free, latents(target), point), part);
        if (guide instanceof AmortizedGuide amortized) {
            return new WithParameters.Amortized(amortized, free, held, point);
        }
        return guide instanceof DifferentiableGuide differentiable
                ? new WithParameters.Differentiable(differentiable, free, held, point)
                : new WithParameters(guide, free, held, point);
    }

    /**
     * The posterior of the latent sites given the parameters, as diagnostics look at it.
     *
     * @param target in which the parameters are held where the draws have them
     * @param result of the latent sites alone
     */
    public record Given(Target target, FitResult result) {
    }

    /**
     * What was fitted, seen as an answer about the latent sites; the same for a model without parameters, or without
     * anything else.
     */
    public static Given given(Target target, FitResult result) {
        if (!target.sites().hasParameters() || only(target) || result.draws().count() == 0) {
            return new Given(target, result);
        }
        int[] latent = coordinates(target, false);
        double[][] points = Arrays.stream(result.draws().points())
                .map(point -> Arrays.stream(latent).mapToDouble(i -> point[i]).toArray()).toArray(double[][]::new);
        FitResult.Draws draws = new FitResult.Draws(points, result.draws().logP(), result.draws().logQ());
        Guide guide = result.fittedGuide().map(Parameters::ofLatents).orElse(null);
        return new Given(new Slice(target, latent, latents(target), result.draws().points()[0]),
                new FitResult(result.status(), guide, draws, result.trace(), result.elbo(), result.steps(),
                        result.state(), result.findings(), result.measurements(), result.chains()));
    }

    /** A guide in other coordinates is not taken apart: of it only draws are known then, but for a mere point. */
    private static Guide ofLatents(Guide guide) {
        return guide instanceof WithParameters beside ? beside.latents() : guide.isDistribution() ? null : guide;
    }

    private static List<Site> latents(Target target) {
        return target.sites().sites().stream().filter(site -> site.freeSize() > 0 && !site.parameter()).toList();
    }

    /** Whether a model has nothing but parameters: there is no posterior then, and no guide. */
    public static boolean only(Target target) {
        return target.sites().hasParameters() && target.sites().sites().stream()
                .allMatch(site -> site.parameter() || site.freeSize() == 0);
    }

    /** The number of coordinates that are no parameters. */
    public static int latentDimension(Target target) {
        return target.dimension() - target.sites().sites().stream().filter(Site::parameter)
                .mapToInt(Site::freeSize).sum();
    }

    /** n coordinates, of which those of parameters count. */
    private static double[] startingValues(Target target, Start start) {
        double[] point = new double[target.dimension()];
        target.samplePrior(start.random().stream(START_STREAM), point);
        return point;
    }

    static int[] coordinates(Target target, boolean ofParameters) {
        return target.sites().sites().stream().filter(site -> site.freeSize() > 0)
                .filter(site -> site.parameter() == ofParameters)
                .flatMapToInt(site -> IntStream.range(site.freeOffset(), site.freeOffset() + site.freeSize()))
                .sorted().toArray();
    }
}
