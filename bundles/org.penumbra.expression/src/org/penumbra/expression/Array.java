package org.penumbra.expression;

import java.util.List;

/**
 * A named block of numbers that elements are read from: bound data, the free (unconstrained) coordinates of a latent
 * site, or what a recurrence stores. Compared by identity of name and role.
 *
 * @param name unique within a program
 * @param role what it holds
 * @param shape row-major extents; empty for a scalar
 */
public record Array(String name, Role role, List<Integer> shape) {

    /** What an array holds. */
    public enum Role {
        /** Bound data: known before anything is compiled. */
        DATA,
        /** Data that are written anew between two evaluations: the rows of a minibatch. */
        BATCH,
        /** Unconstrained coordinates of a latent site. */
        FREE,
        /** Values of a recurrence, computed one after the other before they are read. */
        STATE,
        /** Values of a discrete latent site: summed out of the log density, never coordinates. */
        DISCRETE,
        /** Derivatives of the log density by the values of a recurrence, gathered before its reverse sweep. */
        ADJOINT
    }

    public Array {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
