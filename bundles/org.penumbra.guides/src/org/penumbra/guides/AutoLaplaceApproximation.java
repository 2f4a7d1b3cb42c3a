package org.penumbra.guides;

import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.DenseNormal;

/**
 * Laplace's approximation: a normal at the mode of the posterior density in free coordinates whose precision is the
 * negative Hessian there. It is found when the guide is made and has no parameters: steps of an optimiser leave it as
 * it is. Exact for a normal posterior; elsewhere k-hat tells how far it is off.
 */
public final class AutoLaplaceApproximation implements GuideFamily<AutoLaplaceApproximation.Options> {

    /**
     * @param init where to begin
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = StartingOptions.INIT_LABEL, help = StartingOptions.INIT_HELP,
                    value = StartingOptions.INIT) Initialization init,
            @Option(label = StartingOptions.VALUES_LABEL, help = StartingOptions.VALUES_HELP,
                    value = StartingOptions.VALUES)
            String initValues) implements StartingOptions {
    }

    /**
     * Climbs from the starting point to a mode.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-3034) when the density does not fall away on all sides of where the
     *         climb ends
      */
    @Override
    public Guide create(Target target, Options options, Start start) {
        double[] mode = Mode.from(target, options.point(target, start));
        try {
            return new Fixed(DenseNormal.of(mode, Curvature.at(target, mode).covarianceFactor()));
        } catch (Curvature.NotPeaked flat) {
            throw PenumbraException.badInput(problem(site(target, flat.coordinate())));
        }
    }

    private static Problem problem(String site) {
        return Problem.error("PEN-3034", "there is no Laplace approximation: where the climb ended the posterior"
                + " density does not fall away on all sides (its Hessian is not negative definite).").about(site)
                .advise("Give " + site + " a proper prior if it has none, begin elsewhere (init, initValues), or use"
                + " AutoMultivariateNormal.");
    }

    private static String site(Target target, int coordinate) {
        for (SiteMap.Site site : target.sites().sites()) {
            int within = coordinate - site.freeOffset();
            if (site.freeOffset() >= 0 && within >= 0 && within < site.freeSize()) {
                return site.name();
            }
        }
        return "coordinate " + (coordinate + 1);
    }
}
