package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Array;

/**
 * The axes of sites along which there is more than one element, as seen from inside of some plates.
 *
 * @param byArray axes in order
 */
record Axes(Map<Array, List<Integer>> byArray) {

    Axes {
        byArray = Map.copyOf(byArray);
    }

    /** All axes with more than one element. */
    static Axes of(Iterable<Array> arrays) {
        Map<Array, List<Integer>> all = new HashMap<>();
        for (Array array : arrays) {
            List<Integer> axes = new ArrayList<>();
            for (int axis = 0; axis < array.shape().size(); axis++) {
                if (array.shape().get(axis) > 1) {
                    axes.add(axis);
                }
            }
            all.put(array, List.copyOf(axes));
        }
        return new Axes(all);
    }

    List<Integer> of(Array array) {
        return byArray.get(array);
    }

    /** Whether a site is a single variable here. */
    boolean isScalar(Array array) {
        return of(array).isEmpty();
    }

    Axes inside(Plate plate) {
        Map<Array, List<Integer>> left = new HashMap<>(byArray);
        plate.axes().forEach((array, axis) -> left.put(array,
                of(array).stream().filter(other -> !other.equals(axis)).toList()));
        return new Axes(left);
    }
}
