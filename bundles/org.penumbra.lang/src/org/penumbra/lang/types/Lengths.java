package org.penumbra.lang.types;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the symbols of a {@link ShapeRule} stand for, found out axis by axis. */
final class Lengths {

    private final Map<String, Extent> known = new HashMap<>();

    /** Fixes a symbol beforehand; nothing when the length is unknown. */
    void fix(String symbol, Extent length) {
        if (length.isKnown()) {
            known.put(symbol, length);
        }
    }

    /** Takes note of one axis; false when it contradicts what is known. An unknown length contradicts nothing. */
    boolean admit(Extent pattern, Extent actual) {
        if (!actual.isKnown()) {
            return true;
        }
        List<String> open = pattern.terms().keySet().stream().filter(symbol -> !known.containsKey(symbol)).toList();
        if (open.isEmpty()) {
            return !of(pattern).conflicts(actual);
        }
        String symbol = open.get(0);
        if (open.size() == 1 && pattern.terms().get(symbol) == 1) {
            known.put(symbol, actual.minus(of(pattern.minus(Extent.symbol(symbol)))));
        }
        return true;
    }

    /** All axes of one value. */
    boolean admit(List<Extent> pattern, List<Extent> actual) {
        boolean fits = pattern.size() == actual.size();
        for (int axis = 0; fits && axis < pattern.size(); axis++) {
            fits = admit(pattern.get(axis), actual.get(axis));
        }
        return fits;
    }

    /** The length that a pattern stands for; unknown while one of its symbols is. All at once, because lengths are
     * made of sizes that may have the names of symbols. */
    Extent of(Extent pattern) {
        Extent sum = Extent.of(pattern.constant());
        for (Map.Entry<String, Long> term : pattern.terms().entrySet()) {
            sum = sum.plus(known.getOrDefault(term.getKey(), Extent.UNKNOWN).times(Extent.of(term.getValue())));
        }
        return sum;
    }

    Shape of(List<Extent> pattern) {
        return new Shape(pattern.stream().map(this::of).toList());
    }
}
