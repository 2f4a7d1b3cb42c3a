package org.penumbra.distribution.structure;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayFunction;

/**
 * A smooth one-to-one map from R^m onto a set of vectors or matrices. As an array function it takes the m free
 * coordinates; its output is the {@link #valueSize()} elements, row-major, then the log of the absolute Jacobian
 * determinant of the free elements of the set by the coordinates. The maps are those of Stan's reference manual,
 * chapter "Constraint Transforms".
 */
public interface StructuredBijector extends ArrayFunction {

    /** Number of rows. */
    int order();

    /** m, the number of free coordinates. */
    int freeSize();

    /** Number of elements. */
    int valueSize();

    @Override
    default List<Integer> inputSizes() {
        return List.of(freeSize());
    }

    @Override
    default int outputSize() {
        return valueSize() + 1;
    }

    /**
     * The free coordinates of a vector or matrix in the set; not finite for one on its edge.
     *
     * @param values at least {@link #valueSize()} numbers without {@link #fault}
     * @param free at least {@link #freeSize()} numbers, overwritten
     */
    void inverse(double[] values, double[] free);

    /**
     * What keeps a block from being in the set, as a clause for people; empty when it is in it. Sums and products may
     * be off by {@link Elements#TOLERANCE}.
     */
    Optional<String> fault(double[] values);
}
