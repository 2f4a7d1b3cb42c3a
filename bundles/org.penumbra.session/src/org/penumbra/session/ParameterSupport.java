package org.penumbra.session;

import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Target;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;

/**
 * Which algorithms and objectives can estimate the parameters of a model: those that say so in their registration.
 * Others would take a parameter for a random variable with a flat density, or would not move it.
 */
final class ParameterSupport {

    private static final String ATTRIBUTE = "parameters";
    private static final String ONLY = "only";

    private ParameterSupport() {
    }

    /** Whether these parts can serve the target. */
    static boolean serves(Target target, Map<Point, Part> parts) {
        return !target.sites().hasParameters() || obstacle(parts).isEmpty();
    }

    /** Whether a rung is registered for such models alone. */
    static boolean isForParameters(Contribution rung) {
        return rung.attribute(ATTRIBUTE).filter(ONLY::equals).isPresent();
    }

    /** @throws PenumbraException (USAGE, PEN-3090) naming the part that cannot estimate parameters */
    static void require(Target target, Map<Point, Part> parts) {
        if (target.sites().hasParameters()) {
            obstacle(parts).ifPresent(part -> {
                throw refusal(part.name(), firstParameter(target));
            });
        }
    }

    private static Optional<Contribution> obstacle(Map<Point, Part> parts) {
        return Optional.ofNullable(parts.get(Point.ALGORITHMS)).map(Part::contribution)
                .filter(part -> !estimates(part))
                .or(() -> Optional.ofNullable(parts.get(Point.OBJECTIVES)).map(Part::contribution)
                        .filter(part -> !estimates(part)));
    }

    private static boolean estimates(Contribution part) {
        return part.attribute(ATTRIBUTE).filter(Boolean::parseBoolean).isPresent();
    }

    private static String firstParameter(Target target) {
        return target.sites().sites().stream().filter(site -> site.parameter()).findFirst().orElseThrow().name();
    }

    private static PenumbraException refusal(String part, String parameter) {
        return PenumbraException.usage(Problem.error("PEN-3090", part + " expects a model of random variables, found "
                + "the parameter '" + parameter + "', which is estimated as a point.").about(part)
                .advise("Give it a prior, as in " + parameter + " ~ Normal(0, 1), or fit with SVI and TraceELBO."));
    }
}
