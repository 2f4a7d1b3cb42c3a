package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.penumbra.expression.Array;

/**
 * Observed data with missing elements, which become latent.
 *
 * @param data the numbers that there are; what stands for a missing one counts for nothing
 * @param missing which elements are
 * @param free a free coordinate for each missing element, in their order
 * @param merged where all elements are stored when the model reads them; empty when they are only observed
 * @param imputed elements that a statement has made latent so far
 */
record Incomplete(Array data, BitSet missing, Array free, Optional<Array> merged, BitSet imputed) {

    /** @param read whether the model reads them besides observing them */
    static Incomplete of(Array data, double[] values, boolean read) {
        BitSet missing = new BitSet();
        for (int k = 0; k < values.length; k++) {
            missing.set(k, Double.isNaN(values[k]));
        }
        return new Incomplete(data, missing,
                new Array(data.name(), Array.Role.FREE, List.of(missing.cardinality())),
                read ? Optional.of(new Array(data.name(), Array.Role.STATE, data.shape())) : Optional.empty(),
                new BitSet());
    }

    /** The value of the name in expressions. */
    Value value() {
        return Binding.value(merged.orElse(data));
    }

    /** The place of a missing element among the free coordinates. */
    int rank(int element) {
        return missing.get(0, element).cardinality();
    }

    /** {@code [3]} or {@code [2,1]}: where each missing element stands in the data. */
    List<String> labels() {
        List<String> labels = new ArrayList<>();
        missing.stream().forEach(element -> labels.add(data.shape().isEmpty() ? "" : label(element)));
        return labels;
    }

    String label(int element) {
        StringBuilder text = new StringBuilder("]");
        int rest = element;
        for (int axis = data.shape().size() - 1; axis >= 0; axis--) {
            text.insert(0, (axis == 0 ? "[" : ",") + (rest % data.shape().get(axis) + 1));
            rest /= data.shape().get(axis);
        }
        return text.toString();
    }
}
