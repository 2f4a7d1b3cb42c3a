package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.penumbra.compiler.ir.Draw;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Turns;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Sum;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.RandomStream;

/**
 * Draws of data that are independent of each other given the latent sites: all parameters by generated code, then one
 * number after the other. Other data (a series that depends on its past, vectors, discrete sites) take the
 * {@link Simulator}.
 */
public final class PredictiveCode {

    /**
     * Everything that one statement draws.
     *
     * @param into where each number goes in its array
     * @param from where its parameters are among the reported values, one row for each parameter
     */
    private record Batch(Draw draw, int[] into, int[][] from) {
    }

    /** Begins what is no name in the language. */
    private static final String UNNAMED = "#";

    private final Generation generation;
    private final SiteMap values;
    private final double[] buffer;
    private final List<Batch> batches = new ArrayList<>();

    private PredictiveCode(Generation generation, List<Draw> draws, List<Iterations> runs, SiteMap values) {
        this.generation = generation;
        this.values = values;
        this.buffer = new double[values.valueCount()];
        int next = values.sites().size() - draws.stream().mapToInt(draw -> draw.parameters().size()).sum();
        for (int k = 0; k < draws.size(); k++) {
            Draw draw = draws.get(k);
            int[] positions = runs.get(k).positions();
            int[][] from = new int[draw.parameters().size()][positions.length];
            for (int[] row : from) {
                int base = values.sites().get(next++).valueOffset();
                for (int i = 0; i < positions.length; i++) {
                    row[i] = base + positions[i];
                }
            }
            batches.add(new Batch(draw, places(draw, generation.program()), from));
        }
    }

    private static int[] places(Draw draw, ModelProgram program) {
        List<Integer> places = new ArrayList<>();
        Evaluator data = StoredValues.evaluator(program, program.data()::get);
        Turns.run(List.of(draw), Draw::loops, data, (one, at) -> places.add(at.integer(one.target().offset())));
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * @param compile makes the sites of a program
     * @return empty where data cannot be drawn all at once
     */
    public static Optional<PredictiveCode> of(Generation generation, Function<ModelProgram, SiteMap> compile) {
        ModelProgram program = generation.program();
        List<Draw> draws = generation.draws().stream()
                .filter(draw -> draw.target().array().role() == Array.Role.DATA).toList();
        if (program.latents().isEmpty() || !isIndependent(generation, draws)) {
            return Optional.empty();
        }
        List<Iterations> runs = draws.stream().map(draw -> Iterations.of(draw.loops(), program)).toList();
        if (!runs.stream().allMatch(Iterations::fitsBox)) {
            return Optional.empty();
        }
        List<ReportedValue> reported = new ArrayList<>(program.reported());
        for (int k = 0; k < draws.size(); k++) {
            for (Expr parameter : draws.get(k).parameters()) {
                reported.add(new ReportedValue(UNNAMED + reported.size(), runs.get(k).extents(), draws.get(k).loops(),
                        parameter));
            }
        }
        return Optional.of(new PredictiveCode(generation, draws, runs, compile.apply(new ModelProgram(
                program.latents(), program.recurrences(), reported, List.of(), program.data()))));
    }

    private static boolean isIndependent(Generation generation, List<Draw> draws) {
        Reading reading = new Reading(generation);
        for (Recurrence recurrence : generation.program().recurrences()) {
            for (Recurrence.Step step : recurrence.steps()) {
                if (step instanceof Recurrence.Assignment one && reading.ofDrawn(one.value())
                        || step instanceof Recurrence.Invocation call && call.inputs().stream()
                                .anyMatch(place -> reading.drawn.contains(place.array()))) {
                    return false;
                }
            }
        }
        return draws.stream().allMatch(draw -> draw.block().isEmpty()
                && draw.parameters().stream().noneMatch(reading::ofDrawn))
                && generation.program().reported().stream().noneMatch(value -> reading.ofDrawn(value.value()));
    }

    /** Whether expressions read what is drawn as data, or discrete sites. */
    private static final class Reading {

        private final Set<Array> drawn;
        private final Map<Expr, Boolean> known = new IdentityHashMap<>();

        Reading(Generation generation) {
            this.drawn = Set.copyOf(generation.drawn().values().stream().map(Generation.Drawn::array).toList());
        }

        boolean ofDrawn(Expr expression) {
            Boolean value = known.get(expression);
            if (value == null) {
                value = switch (expression) {
                    case Element element -> element.array().role() == Array.Role.DISCRETE
                            || drawn.contains(element.array()) || ofDrawn(element.offset());
                    case Apply apply -> apply.arguments().stream().anyMatch(this::ofDrawn);
                    case Sum sum -> ofDrawn(sum.body()) || ofDrawn(sum.loop().lower()) || ofDrawn(sum.loop().upper());
                    default -> false;
                };
                known.put(expression, value);
            }
            return value;
        }
    }

    /**
     * One draw of all data.
     *
     * @param x free coordinates
     * @return by name of the data; NaN where no statement draws an element
     * @throws PenumbraException (BAD_INPUT, PEN-2308) where a parameter is outside of its support, or a draw is not of
     *         the declared type
     */
    public Map<String, double[]> draw(double[] x, RandomStream random) {
        values.constrain(x, buffer);
        Map<String, double[]> drawn = new LinkedHashMap<>();
        generation.drawn().forEach((name, one) -> {
            double[] numbers = new double[one.array().size()];
            Arrays.fill(numbers, Double.NaN);
            drawn.put(name, numbers);
        });
        for (Batch batch : batches) {
            draw(batch, drawn.get(batch.draw().site()), random);
        }
        return drawn;
    }

    private void draw(Batch batch, double[] numbers, RandomStream random) {
        Distribution distribution = batch.draw().signature().distribution().get();
        double[] parameters = new double[batch.from().length];
        for (int i = 0; i < batch.into().length; i++) {
            for (int p = 0; p < parameters.length; p++) {
                parameters[p] = buffer[batch.from()[p][i]];
            }
            numbers[batch.into()[i]] = one(batch.draw(), distribution, parameters, random);
        }
    }

    private double one(Draw draw, Distribution distribution, double[] parameters, RandomStream random) {
        for (int p = 0; p < parameters.length; p++) {
            Signature.Parameter parameter = draw.signature().parameters().get(p);
            if (!parameter.support().contains(parameters[p])) {
                throw nothing(draw, parameter.name() + " of " + draw.distribution() + " is " + parameters[p]
                        + ", expected " + parameter.support());
            }
        }
        double value;
        try {
            value = distribution.sample(parameters, random);
        } catch (UnsupportedOperationException | IllegalArgumentException none) {
            throw nothing(draw, none.getMessage());
        }
        if (!generation.drawn().get(draw.site()).type().contains(value)) {
            throw nothing(draw, "the draw " + value + " is not of its declared type, "
                    + generation.drawn().get(draw.site()).type());
        }
        return value;
    }

    private static PenumbraException nothing(Draw draw, String why) {
        return PenumbraException.badInput(Problem.error("PEN-2308", "'" + draw.site() + "' cannot be drawn: " + why
                + ".").at(draw.location()).about(draw.site())
                .advise("Give what it is computed from a narrower prior, or declare a wider type."));
    }

    /** Values of the latent and deterministic sites at the coordinates of the last draw, by name. */
    public Map<String, double[]> siteValues() {
        Map<String, double[]> named = new LinkedHashMap<>();
        for (SiteMap.Site site : values.sites()) {
            if (!site.name().startsWith(UNNAMED)) {
                named.put(site.name(), Arrays.copyOfRange(buffer, site.valueOffset(), site.valueOffset()
                        + site.size()));
            }
        }
        return named;
    }
}
