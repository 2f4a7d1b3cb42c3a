package org.penumbra.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.Discrete;
import org.penumbra.model.DataBinding;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Model;
import org.penumbra.registry.Point;

/**
 * A run that is decided in every part.
 *
 * @param model what is inferred
 * @param run name of the {@code infer} block, empty without one
 * @param parts the algorithm and what it uses
 * @param guide block of the file that is used in the place of a registered guide; empty without one
 * @param binding how data are bound; empty when names bind by themselves
 * @param seed of the random stream
 * @param subsamples which plates are seen a few rows at a time
 */
public record Plan(Model model, String run, Map<Point, Part> parts, Optional<GuideDeclaration> guide,
        Optional<DataBinding> binding, long seed, Subsamples subsamples) {

    public Plan {
        parts = java.util.Collections.unmodifiableMap(new EnumMap<>(parts));
    }

    /** The same with another seed. */
    Plan seeded(long another) {
        return new Plan(model, run, parts, guide, binding, another, subsamples);
    }

    /** Whether a few rows of a plate are needed at a time, so that a large table can stay on disk. */
    boolean seesRows() {
        return !subsamples.isEmpty() || algorithm().contribution().attribute("rows").filter(Boolean::parseBoolean)
                .isPresent();
    }

    public Part algorithm() {
        return parts.get(Point.ALGORITHMS);
    }

    /** What the algorithm makes of discrete sites. */
    Discrete discrete() {
        return switch (algorithm().contribution().attribute("discrete").orElse("")) {
            case "drawn" -> Discrete.DRAWN;
            case "drawnWhereNeeded" -> Discrete.SUMMED_OR_DRAWN;
            default -> Discrete.SUMMED;
        };
    }

    /** Name of what is used of a kind, a guide block included; empty when the algorithm uses none. */
    public Optional<String> name(Point point) {
        return point == Point.GUIDES && guide.isPresent() ? guide.map(GuideDeclaration::getName)
                : part(point).map(Part::name);
    }

    /** The registered part of a kind; empty when the algorithm uses none. */
    public Optional<Part> part(Point point) {
        return Optional.ofNullable(parts.get(point));
    }
}
