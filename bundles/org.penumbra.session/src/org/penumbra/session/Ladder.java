package org.penumbra.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Options;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/**
 * The registered rungs whose parts are installed, by rank. A rung whose registration is wrong refuses to fit with what
 * is wrong, so that whoever climbs can say it and goes on.
 */
final class Ladder {

    private static final List<Point> PARTS = List.of(Point.GUIDES, Point.OBJECTIVES, Point.OPTIMIZERS);

    private Ladder() {
    }

    static List<Rung> of(Surroundings surroundings) {
        Registry registry = surroundings.registry();
        List<Rung> rungs = new ArrayList<>();
        for (Contribution rung : registry.contributions(Point.RUNGS)) {
            try {
                parts(registry, rung)
                        .ifPresent(parts -> rungs.add(new Registered(surroundings, rung, parts, Optional.empty())));
            } catch (PenumbraException wrong) {
                rungs.add(new Registered(surroundings, rung, Map.of(), Optional.of(wrong)));
            }
        }
        rungs.sort(Comparator.comparingInt(Rung::rank).thenComparing(Rung::name));
        return rungs;
    }

    /** Each part with its options; empty when one is not installed. */
    private static Optional<Map<Point, Part>> parts(Registry registry, Contribution rung) {
        Map<Point, Part> parts = new EnumMap<>(Point.class);
        Optional<Contribution> algorithm = registry.find(Point.ALGORITHMS, rung.attribute("algorithm").orElse(""));
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        parts.put(Point.ALGORITHMS, part(algorithm.get(), rung));
        for (Point point : PARTS) {
            Optional<String> standard = algorithm.get().attribute(point.element());
            if (standard.isPresent()) {
                Optional<Contribution> chosen = registry.find(point,
                        rung.attribute(point.element()).orElse(standard.get()));
                if (chosen.isEmpty()) {
                    return Optional.empty();
                }
                parts.put(point, part(chosen.get(), rung));
            }
        }
        return Optional.of(parts);
    }

    private static Part part(Contribution contribution, Contribution rung) {
        Map<String, String> values = new HashMap<>();
        String prefix = contribution.point().element() + ".";
        for (String setting : rung.attribute("settings").orElse("").strip().split("\\s+")) {
            int equals = setting.indexOf('=');
            if (equals > 0 && setting.startsWith(prefix)) {
                values.put(setting.substring(prefix.length(), equals), setting.substring(equals + 1));
            }
        }
        return new Part(contribution, Options.read(contribution.optionsType(), contribution.name(), values));
    }

    /** @param wrong what is wrong with its registration */
    private record Registered(Surroundings surroundings, Contribution rung, Map<Point, Part> parts,
            Optional<PenumbraException> wrong) implements Rung {

        @Override
        public String name() {
            return rung.name();
        }

        @Override
        public String documentation() {
            return rung.documentation();
        }

        @Override
        public int rank() {
            return whole("rank", 100);
        }

        @Override
        public boolean startsCold() {
            return rung.attribute("startsCold").filter(Boolean::parseBoolean).isPresent();
        }

        @Override
        public int largestDimension() {
            return whole("largestDimension", Integer.MAX_VALUE);
        }

        @Override
        public boolean serves(Target target) {
            boolean has = target.sites().hasParameters();
            return ParameterSupport.serves(target, parts) && (has || !ParameterSupport.isForParameters(rung))
                    && Parameters.latentDimension(target) <= largestDimension();
        }

        private int whole(String attribute, int otherwise) {
            return rung.attribute(attribute).filter(text -> text.matches("[0-9]{1,9}")).map(Integer::valueOf)
                    .orElse(otherwise);
        }

        @Override
        @SuppressWarnings("unchecked")
        public FitResult fit(Target target, Start start, Watch watch) {
            if (wrong.isPresent()) {
                throw wrong.get();
            }
            Part algorithm = parts.get(Point.ALGORITHMS);
            Backing backing = Backing.of(watch.resume(), watch.keeper());
            try (RunContext context = new RunContext(surroundings, parts, start, watch.progress(), backing)) {
                FitResult result = RunContext.guarded(algorithm,
                        () -> ((Algorithm<Record>) algorithm.contribution().create(Algorithm.class)).fit(target,
                                algorithm.options(), context.stoppedBy(watch.cancellation())));
                return new ResultCheck(PluginFault.of(algorithm.contribution()), target.dimension()).checked(result);
            }
        }
    }
}
