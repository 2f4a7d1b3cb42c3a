package org.penumbra.session;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Options;
import org.penumbra.model.Component;
import org.penumbra.model.DataBinding;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Seed;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/**
 * Decides every part of a run. What the request says wins over the {@code infer} block, and that over the defaults:
 * {@value #DEFAULT_ALGORITHM} (or {@value #DEFAULT_FOR_PARTS} where a guide, an objective or an optimiser is named, or
 * minibatches are wanted),
 * what the registration of the algorithm names, and the defaults of each option.
 */
final class Planner {

    /** Used when nobody names any part of the inference. A name in the registry, not a bundle. */
    static final String DEFAULT_ALGORITHM = "Auto";

    /**
     * Used when somebody names a guide, an objective, an optimiser or minibatches, but no algorithm that takes them.
     */
    static final String DEFAULT_FOR_PARTS = "SVI";

    /** Used when nobody gives a seed: the same command gives the same answer. */
    static final long DEFAULT_SEED = 1;

    private static final List<Point> PARTS = List.of(Point.GUIDES, Point.OBJECTIVES, Point.OPTIMIZERS);

    private final Registry registry;
    private final Function<EObject, Location> locations;

    Planner(Registry registry, Function<EObject, Location> locations) {
        this.registry = registry;
        this.locations = locations;
    }

    Plan plan(Selection selection, FitRequest request) {
        Map<Point, Part> parts = new EnumMap<>(Point.class);
        Part algorithm = part(Point.ALGORITHMS, chosenAlgorithm(selection, request), selection, request);
        parts.put(Point.ALGORITHMS, algorithm);
        Optional<GuideDeclaration> guide = chosen(Point.GUIDES, algorithm, selection, request)
                .flatMap(selection::guide);
        guide.ifPresent(block -> requireFor(block, selection));
        for (Point point : PARTS) {
            chosen(point, algorithm, selection, request).filter(name -> point != Point.GUIDES || guide.isEmpty())
                    .ifPresent(name -> parts.put(point, part(point, name, selection, request)));
        }
        refuseUnusedSettings(parts, request.settings());
        return new Plan(selection.model(), selection.run(), parts, guide,
                selection.items(DataBinding.class).stream().findFirst(), seed(selection, request),
                Subsamples.of(selection, request, algorithm, locations));
    }

    /** The command line may name the guide of another model; a run that does is told so by the checker. */
    private void requireFor(GuideDeclaration guide, Selection selection) {
        if (guide.getModel() != selection.model()) {
            throw PenumbraException.usage(Problem.error("PEN-5016", "the guide '" + guide.getName()
                    + "' is for another model than '" + selection.model().getName() + "'.")
                    .at(locations.apply(guide)).advise("Name a guide block for this model, or an installed guide."));
        }
    }

    static long seed(Selection selection, FitRequest request) {
        return request.seed().orElseGet(() -> selection.items(Seed.class).stream().findFirst().map(Seed::getValue)
                .orElse(DEFAULT_SEED));
    }

    private String chosenAlgorithm(Selection selection, FitRequest request) {
        String given = request.parts().get(Point.ALGORITHMS);
        return given != null ? given : component(selection, Point.ALGORITHMS).map(Component::getName).orElseGet(() -> {
            List<Contribution> installed = registry.contributions(Point.ALGORITHMS);
            return installed.size() == 1 ? installed.getFirst().name()
                    : namesParts(selection, request) || Subsamples.areWanted(selection, request) ? DEFAULT_FOR_PARTS
                            : DEFAULT_ALGORITHM;
        });
    }

    private static boolean namesParts(Selection selection, FitRequest request) {
        return PARTS.stream()
                .anyMatch(point -> request.parts().containsKey(point) || component(selection, point).isPresent());
    }

    /** The name of the part that the algorithm is to use; empty when its registration says that it uses none. */
    private Optional<String> chosen(Point point, Part algorithm, Selection selection, FitRequest request) {
        Optional<String> wanted = algorithm.contribution().attribute(point.element());
        String given = request.parts().get(point);
        if (wanted.isEmpty() && given != null) {
            throw PenumbraException.usage(Problem.error("PEN-5011", "the algorithm " + algorithm.name() + " uses no "
                    + point.element() + ", so '" + given + "' cannot be chosen.")
                    .about(algorithm.contribution().bundle()));
        }
        return wanted.map(standard -> given != null ? given
                : component(selection, point).map(Component::getName).orElse(standard));
    }

    private Part part(Point point, String name, Selection selection, FitRequest request) {
        Optional<Component> component = component(selection, point).filter(one -> one.getName().equals(name));
        Contribution contribution = require(point, name, component.filter(one -> !request.parts().containsKey(point)));
        Class<? extends Record> type = contribution.optionsType();
        Map<String, Object> values = new HashMap<>(component.map(one -> fromFile(one, type)).orElse(Map.of()));
        String prefix = point.element() + ".";
        request.settings().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                values.put(key.substring(prefix.length()), value);
            }
        });
        return new Part(contribution, Options.read(type, name, values));
    }

    private Contribution require(Point point, String name, Optional<Component> written) {
        try {
            return registry.require(point, name);
        } catch (PenumbraException unknown) {
            throw written.map(place -> inFile(unknown, place)).orElse(unknown);
        }
    }

    /** The options that the file gives, checked by themselves so that a mistake is reported at its place. */
    private Map<String, Object> fromFile(Component component, Class<? extends Record> type) {
        Map<String, Object> values = new OptionValues(locations).of(component, type);
        try {
            Options.read(type, component.getName(), values);
        } catch (PenumbraException wrong) {
            throw inFile(wrong, component);
        }
        return values;
    }

    private PenumbraException inFile(PenumbraException wrong, Component place) {
        return wrong.exitCode() != ExitCode.USAGE ? wrong : new PenumbraException(ExitCode.BAD_INPUT,
                wrong.problems().stream().map(problem -> problem.at(locations.apply(place))).toList(), wrong);
    }

    private static Optional<Component> component(Selection selection, Point point) {
        return selection.items(Component.class).stream().filter(one -> one.getKind().equals(point.element()))
                .findFirst();
    }

    private static void refuseUnusedSettings(Map<Point, Part> parts, Map<String, String> settings) {
        List<String> kinds = Stream.concat(parts.keySet().stream().map(Point::element), Stream.of(Subsamples.KIND))
                .toList();
        for (String key : settings.keySet()) {
            String kind = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
            if (!kinds.contains(kind) || kind.equals(key)) {
                throw PenumbraException.usage(Problem.error("PEN-5012", "a setting is part.option=value with one of "
                        + "the parts " + kinds.stream().collect(Collectors.joining(", ")) + "; found '" + key + "'.")
                        .offering(Nearest.to(kind, kinds)).advise("Write, for instance, algorithm.steps=5000."));
            }
        }
    }
}
