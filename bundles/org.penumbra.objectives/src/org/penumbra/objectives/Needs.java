package org.penumbra.objectives;

import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.ScoredGuide;
import org.penumbra.inference.Target;

/** Says what an objective needs when the chosen guide or the model cannot give it. */
final class Needs {

    static final String DERIVATIVES = "PEN-3020";
    static final String SPREAD = "PEN-3021";
    static final String PRIOR = "PEN-3022";

    private Needs() {
    }

    /** @param owner the objective, with the option that makes it need this */
    static DifferentiableGuide path(String owner, Guide guide) {
        spread(owner, guide);
        if (guide instanceof DifferentiableGuide differentiable) {
            return differentiable;
        }
        throw derivatives(owner, "its draws and its log density one by one");
    }

    static ScoredGuide score(String owner, Guide guide) {
        spread(owner, guide);
        if (guide instanceof ScoredGuide scored) {
            return scored;
        }
        throw derivatives(owner, "its log density with respect to its parameters");
    }

    static void spread(String owner, Guide guide) {
        if (!guide.isDistribution()) {
            throw PenumbraException.usage(Problem.error(SPREAD, owner + " expects a guide that is a distribution, "
                    + "found a point.").about(owner).advise("Choose a guide such as AutoNormal, or the objective "
                    + "TraceELBO, which makes of a point a maximum a posteriori estimate."));
        }
    }

    /** The prior of the target, in its coordinates. */
    static Target prior(String owner, Target target) {
        return target.prior().orElseThrow(() -> PenumbraException.usage(Problem.error(PRIOR, owner
                + " expects a model whose prior can be told from its likelihood, found one that gives no prior.")
                .about(owner).advise("Choose TraceELBO, or KSD, which needs nothing but the posterior density.")));
    }

    private static PenumbraException derivatives(String owner, String ofWhat) {
        return PenumbraException.usage(Problem.error(DERIVATIVES, owner + " expects a guide that gives the derivatives "
                + "of " + ofWhat + ", found one that gives only those of the ELBO.").about(owner)
                .advise("Choose TraceELBO with gradient = total, which every guide can serve, or a guide such as "
                        + "AutoNormal or AutoMultivariateNormal."));
    }
}
