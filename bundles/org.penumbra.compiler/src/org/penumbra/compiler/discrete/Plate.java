package org.penumbra.compiler.discrete;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * An axis along which a group of sites is independent: every factor reads all of them at one and the same subscript.
 *
 * @param axes the axis of each site
 * @param extent number of elements along it
 */
record Plate(Map<Array, Integer> axes, int extent) {

    /** One that all sites of the factors have, if there is one. */
    static Optional<Plate> find(List<Factor> factors, Axes open) {
        Array first = factors.getFirst().references().getFirst().array();
        for (int axis : open.of(first)) {
            Optional<Plate> plate = spread(first, axis, factors, open);
            if (plate.isPresent()) {
                return plate;
            }
        }
        return Optional.empty();
    }

    /** From the axis of one site to those of the sites that it meets in factors. */
    private static Optional<Plate> spread(Array first, int axis, List<Factor> factors, Axes open) {
        Map<Array, Integer> axes = new HashMap<>(Map.of(first, axis));
        int extent = first.shape().get(axis);
        Deque<Array> waiting = new ArrayDeque<>(List.of(first));
        while (!waiting.isEmpty()) {
            Array site = waiting.remove();
            for (Factor factor : factors) {
                if (factor.arrays().contains(site) && !spread(factor, site, axes, waiting, extent, open)) {
                    return Optional.empty();
                }
            }
        }
        boolean varies = factors.stream().anyMatch(factor -> !subscript(factor, axes).isNumber());
        return varies ? Optional.of(new Plate(Map.copyOf(axes), extent)) : Optional.empty();
    }

    private static boolean spread(Factor factor, Array site, Map<Array, Integer> axes, Deque<Array> waiting, int extent,
            Axes open) {
        Subscript shared = null;
        for (Reference reference : factor.references()) {
            if (reference.array().equals(site)) {
                Subscript own = reference.subscript(axes.get(site));
                if (shared != null && !own.equals(shared)) {
                    return false;
                }
                shared = own;
            }
        }
        for (Reference reference : factor.references()) {
            if (!axes.containsKey(reference.array())) {
                Optional<Integer> same = axisWith(shared, reference, extent, open);
                if (same.isEmpty()) {
                    return false;
                }
                axes.put(reference.array(), same.get());
                waiting.add(reference.array());
            } else if (!reference.subscript(axes.get(reference.array())).equals(shared)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Integer> axisWith(Subscript shared, Reference reference, int extent, Axes open) {
        return open.of(reference.array()).stream().filter(axis -> reference.array().shape().get(axis) == extent
                && reference.subscript(axis).equals(shared)).findFirst();
    }

    private static Subscript subscript(Factor factor, Map<Array, Integer> axes) {
        Reference any = factor.references().getFirst();
        return any.subscript(axes.get(any.array()));
    }

    /** The factor in one iteration of the plate: whatever led to its subscript is the plate's index now. */
    Factor inside(Factor factor, Loop plate, List<Loop> around, Workspace work) {
        Subscript subscript = subscript(factor, axes);
        Optional<Loop> loop = subscript.index().flatMap(index -> factor.loops().stream()
                .filter(one -> one.index().equals(index)).findFirst());
        boolean whole = loop.filter(one -> work.number(one.lower()) + subscript.shift() == 1
                && work.number(one.upper()) + subscript.shift() == extent
                && factor.loops().stream().noneMatch(other -> dependsOn(other, one.index()))).isPresent();
        if (!whole) {
            return new Grouping(factor, around, work).by(subscript, plate);
        }
        Index index = loop.orElseThrow().index();
        if (subscript.shift() == 0) {
            work.standsFor(plate.index(), index);
        }
        Expr replacement = plate.index().minus(subscript.shift());
        return factor.rewritten(new Rewriting(Map.of(index, replacement)), Set.of(index));
    }

    private static boolean dependsOn(Loop loop, Index index) {
        return new org.penumbra.compiler.optimize.Facts().dependsOn(loop.lower(), index);
    }
}
