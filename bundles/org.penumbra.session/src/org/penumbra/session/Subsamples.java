package org.penumbra.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.model.Subsample;
import org.penumbra.registry.Point;

/**
 * The minibatches of a run.
 *
 * @param sizes number of rows by the name of the plate; empty for none
 * @param sampling which rows a step takes
 */
public record Subsamples(Map<String, Integer> sizes, Sampling sampling) {

    /** Of settings of a request: {@code subsample.image=128}. */
    static final String KIND = "subsample";

    private static final String PASSES = "epochs";

    /** Every step sees all rows. */
    public static final Subsamples NONE = new Subsamples(Map.of(), Sampling.INDEPENDENT);

    public Subsamples {
        sizes = Map.copyOf(sizes);
    }

    public boolean isEmpty() {
        return sizes.isEmpty();
    }

    /**
     * What the file says, and what the request says instead. An algorithm that counts passes through the data gets
     * passes, any other one independent draws.
     *
     * @throws PenumbraException (BAD_INPUT, USAGE) PEN-5017 for what is no number of rows, PEN-5018 for an algorithm
     *         that cannot use minibatches
     */
    static Subsamples of(Selection selection, FitRequest request, Part algorithm,
            Function<EObject, Location> locations) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Subsample item : selection.items(Subsample.class)) {
            double size = new OptionValues(locations).number(item.getSize());
            if (size != Math.rint(size) || size < 1 || size > Integer.MAX_VALUE) {
                throw PenumbraException.badInput(wrong(item.getPlate(), String.valueOf(size))
                        .at(locations.apply(item)));
            }
            sizes.put(item.getPlate(), (int) size);
        }
        request.settings().forEach((key, value) -> {
            if (key.startsWith(KIND + ".")) {
                String plate = key.substring(KIND.length() + 1);
                sizes.put(plate, rows(plate, value));
            }
        });
        if (sizes.isEmpty()) {
            return NONE;
        }
        requireObjective(algorithm);
        return new Subsamples(sizes, countsPasses(algorithm) ? Sampling.PASSES : Sampling.INDEPENDENT);
    }

    /** Whether the file or the request asks for minibatches. */
    static boolean areWanted(Selection selection, FitRequest request) {
        return !selection.items(Subsample.class).isEmpty()
                || request.settings().keySet().stream().anyMatch(key -> key.startsWith(KIND + "."));
    }

    private static int rows(String plate, String value) {
        try {
            int rows = Integer.parseInt(value.strip());
            if (rows >= 1) {
                return rows;
            }
            throw PenumbraException.usage(wrong(plate, value));
        } catch (NumberFormatException noNumber) {
            throw PenumbraException.usage(wrong(plate, "'" + value + "'"));
        }
    }

    private static Problem wrong(String plate, String found) {
        return Problem.error("PEN-5017", "the number of rows of '" + plate + "' in a minibatch is a whole number, at "
                + "least 1, found " + found + ".").advise("Write, for instance, " + plate + " = 128.");
    }

    /** Minibatches come to an algorithm through its objective. */
    private static void requireObjective(Part algorithm) {
        if (algorithm.contribution().attribute(Point.OBJECTIVES.element()).isEmpty()) {
            throw PenumbraException.usage(Problem.error("PEN-5018", "the algorithm " + algorithm.name()
                    + " uses no objective, and needs all rows in every step: it cannot be run with 'subsample'.")
                    .about(algorithm.contribution().bundle())
                    .advise("Leave 'subsample' out, or take an algorithm with an objective, such as SVI."));
        }
    }

    private static boolean countsPasses(Part algorithm) {
        return algorithm.optionValues().get(PASSES) instanceof Number passes && passes.doubleValue() > 0;
    }

    /** As a person writes them: {@code image = 128}, in the order of the names. */
    @Override
    public String toString() {
        return new TreeMap<>(sizes).entrySet().stream().map(one -> one.getKey() + " = " + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
