package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the axes of several values hang together, written as {@code solve(matrix[n, n], b[n, k]) : [n, k]}. A symbol is
 * one length wherever it occurs; one that is also the name of a parameter without axes is the value of that parameter.
 * A symbol that occurs in the result only is a length that nothing says.
 *
 * @param name of what is called
 * @param slots the parameters in order
 * @param result axes of what comes back, or of what is drawn
 */
public record ShapeRule(String name, List<Slot> slots, List<Extent> result) {

    /**
     * @param name of the parameter
     * @param axes lengths as sums of symbols and numbers; empty for a number
     */
    public record Slot(String name, List<Extent> axes) {

        public Slot {
            axes = List.copyOf(axes);
        }

        @Override
        public String toString() {
            return axes.isEmpty() ? name : name + new Shape(axes);
        }
    }

    private static final Pattern FORM = Pattern.compile("(\\w+)\\((.*)\\)(?: : \\[(.*)])?");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)(?:\\[([^\\]]*)])?");
    private static final Pattern TERM = Pattern.compile("([+-]?)\\s*(\\w+)");

    public ShapeRule {
        slots = List.copyOf(slots);
        result = List.copyOf(result);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ShapeRule parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no rule for shapes: " + text);
        }
        List<Slot> slots = PARAMETER.matcher(form.group(2)).results()
                .map(slot -> new Slot(slot.group(1), axes(slot.group(2)))).toList();
        return new ShapeRule(form.group(1), slots, axes(form.group(3)));
    }

    private static List<Extent> axes(String text) {
        List<Extent> axes = new ArrayList<>();
        for (String axis : text == null || text.isBlank() ? new String[0] : text.split(",")) {
            axes.add(axis(axis));
        }
        return axes;
    }

    /** Axes that are written like those of a parameter. */
    static List<Extent> axes(List<String> texts) {
        return texts.stream().map(ShapeRule::axis).toList();
    }

    private static Extent axis(String text) {
        Extent sum = Extent.of(0);
        Matcher terms = TERM.matcher(text);
        while (terms.find()) {
            String word = terms.group(2);
            Extent term = Character.isDigit(word.charAt(0)) ? Extent.of(Long.parseLong(word)) : Extent.symbol(word);
            sum = terms.group(1).equals("-") ? sum.minus(term) : sum.plus(term);
        }
        return sum;
    }

    public List<String> parameters() {
        return slots.stream().map(Slot::name).toList();
    }

    /** The slot of this name. */
    public Optional<Slot> slot(String parameter) {
        return slots.stream().filter(slot -> slot.name().equals(parameter)).findFirst();
    }

    /**
     * What the symbols are when values of these shapes are given for all slots.
     *
     * @param shapes one for each slot; unknown ones fit
     * @param values the lengths that arguments without axes stand for
     * @return empty when the shapes contradict the rule
     */
    Optional<Lengths> match(List<Shape> shapes, List<Extent> values) {
        Lengths lengths = new Lengths();
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).axes().isEmpty()) {
                lengths.fix(slots.get(i).name(), values.get(i));
            }
        }
        boolean fits = shapes.size() == slots.size();
        for (int i = 0; fits && i < slots.size(); i++) {
            fits = !shapes.get(i).isKnown() || lengths.admit(slots.get(i).axes(), shapes.get(i).extents());
        }
        return fits ? Optional.of(lengths) : Optional.empty();
    }

    @Override
    public String toString() {
        return slots.stream().map(Slot::toString).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
