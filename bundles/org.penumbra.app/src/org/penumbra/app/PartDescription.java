package org.penumbra.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.inference.Options;
import org.penumbra.network.LayerEntry;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** What can be said of a part beyond its name. A part whose options cannot be read is reported, the others go on. */
final class PartDescription {

    private static final List<Point> USED = List.of(Point.GUIDES, Point.OBJECTIVES, Point.OPTIMIZERS);
    private static final List<Point> NO_OPTIONS = List.of(Point.DISTRIBUTIONS, Point.DIAGNOSTICS, Point.RUNGS,
            Point.DIVERGENCES, Point.LAYERS);

    private final Registry registry;
    private final List<Problem> problems = new ArrayList<>();

    PartDescription(Registry registry) {
        this.registry = registry;
    }

    /** Of parts that could not be described. */
    List<Problem> problems() {
        return problems;
    }

    List<Options.Description> options(Contribution part) {
        if (NO_OPTIONS.contains(part.point())) {
            return List.of();
        }
        try {
            return Options.describe(part.optionsType());
        } catch (PenumbraException broken) {
            problems.addAll(broken.problems());
            return List.of();
        }
    }

    /** The parts that an algorithm uses unless told otherwise, by kind. */
    Map<String, String> uses(Contribution part) {
        Map<String, String> uses = new LinkedHashMap<>();
        if (part.point() == Point.ALGORITHMS) {
            USED.forEach(point -> part.attribute(point.element()).ifPresent(name -> uses.put(point.element(), name)));
        }
        return uses;
    }

    /** The ways to write a distribution. */
    List<Signature> signatures(Contribution part) {
        return part.point() != Point.DISTRIBUTIONS ? List.of()
                : registry.distributions().find(part.name()).map(DistributionEntry::signatures).orElse(List.of());
    }

    /** How a layer is written; empty for any other part. */
    Optional<LayerEntry> layer(Contribution part) {
        return part.point() != Point.LAYERS ? Optional.empty() : registry.layers().find(part.name());
    }

    /** {@code loc, scale = 1}. */
    static String parameters(Signature signature) {
        return String.join(", ", signature.parameters().stream().map(parameter -> parameter.defaultValue() == null
                ? parameter.name() : parameter.name() + " = " + number(parameter.defaultValue())).toList());
    }

    /** The bounds of an option in words; empty when it has none. */
    static String bounds(Options.Description option) {
        boolean below = Double.isFinite(option.min());
        boolean above = Double.isFinite(option.max());
        if (below && above) {
            return number(option.min()) + " to " + number(option.max());
        }
        return below ? "at least " + number(option.min()) : above ? "at most " + number(option.max()) : "";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }
}
