package org.penumbra.distribution.combinator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The distributions that take distributions, beside {@code Truncated}: their names and what they take. */
public enum Combinator {
    MIXTURE("Mixture", "Mixture([0.3, 0.7], [Normal(0, 1), StudentT(4, 0, 2)])",
            Form.of("weights", "components"), Form.of("logits", "components")),
    MIXTURE_SAME_FAMILY("MixtureSameFamily", "MixtureSameFamily([0.3, 0.7], Normal([0, 2], 1))",
            Form.of("weights", "distribution"), Form.of("logits", "distribution")),
    ZERO_INFLATED("ZeroInflated", "ZeroInflated(0.2, Poisson(3))",
            Form.of("gate", "distribution"), Form.of("logits", "distribution")),
    CENSORED("Censored", "Censored(Normal(0, 1), max = 2)", Form.of("distribution", "min?", "max?")),
    TRANSFORMED("Transformed", "Transformed(Normal(0, 1), exp)", Form.of("distribution", "function")),
    ORDERED("Ordered", "Ordered(Normal(0, 1))", Form.of("distribution")),
    MASKED("Masked", "Masked(Normal(0, 1), isGood[i])", Form.of("distribution", "mask"));

    /** Slots that hold distributions, not values. */
    private static final List<String> DISTRIBUTIONS = List.of("distribution", "components");

    private final String name;
    private final String example;
    private final List<Form> forms;

    Combinator(String name, String example, Form... forms) {
        this.name = name;
        this.example = example;
        this.forms = List.of(forms);
    }

    /** As written in models. */
    public String calledAs() {
        return name;
    }

    /** A call that is right. */
    public String example() {
        return example;
    }

    /** The ways to write it; the first that fits counts. */
    public List<Form> forms() {
        return forms;
    }

    /** {@code Mixture(weights, components) or Mixture(logits, components)}. */
    public String describe() {
        return forms.stream().map(form -> name + form).collect(Collectors.joining(" or "));
    }

    public static Optional<Combinator> named(String name) {
        return Arrays.stream(values()).filter(combinator -> combinator.name.equals(name)).findFirst();
    }

    /** Whether what fills a slot is a distribution, or a list of distributions. */
    public static boolean takesDistribution(String slot) {
        return DISTRIBUTIONS.contains(slot);
    }

    /**
     * One way to write a combinator.
     *
     * @param slots names of what it takes, in positional order
     * @param required how many of the first ones must be there
     */
    public record Form(List<String> slots, int required) {

        static Form of(String... slots) {
            List<String> names = Arrays.stream(slots).map(slot -> slot.replace("?", "")).toList();
            return new Form(names, (int) Arrays.stream(slots).filter(slot -> !slot.endsWith("?")).count());
        }

        /**
         * Which argument fills each slot: named ones go to their slots, the others to those that are left, in order.
         *
         * @param names of the arguments of a call, null where an argument has none
         * @return for each slot the 0-based position of its argument, or -1; empty when the arguments do not fit
         */
        public Optional<int[]> match(List<String> names) {
            int[] filled = new int[slots.size()];
            Arrays.fill(filled, -1);
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i) != null && !put(filled, slots.indexOf(names.get(i)), i)) {
                    return Optional.empty();
                }
            }
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i) == null && !put(filled, free(filled), i)) {
                    return Optional.empty();
                }
            }
            return Arrays.stream(filled).limit(required).allMatch(position -> position >= 0) ? Optional.of(filled)
                    : Optional.empty();
        }

        private static boolean put(int[] filled, int slot, int argument) {
            if (slot < 0 || filled[slot] >= 0) {
                return false;
            }
            filled[slot] = argument;
            return true;
        }

        private static int free(int[] filled) {
            for (int slot = 0; slot < filled.length; slot++) {
                if (filled[slot] < 0) {
                    return slot;
                }
            }
            return -1;
        }

        @Override
        public String toString() {
            return slots.stream().collect(Collectors.joining(", ", "(", ")"));
        }
    }
}
