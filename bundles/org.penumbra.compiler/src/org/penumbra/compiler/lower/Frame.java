package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * The loops of a statement that draws blocks.
 *
 * @param plates around the statement
 * @param batch over the axes that repeat the draw
 * @param axes over the elements of one draw
 */
record Frame(List<Loop> plates, List<Loop> batch, List<Loop> axes) {

    Frame {
        plates = List.copyOf(plates);
        batch = List.copyOf(batch);
        axes = List.copyOf(axes);
    }

    private static List<Loop> join(List<Loop> outer, List<Loop> inner) {
        List<Loop> all = new ArrayList<>(outer);
        all.addAll(inner);
        return all;
    }

    /** The loops in which blocks are drawn. */
    List<Loop> around() {
        return join(plates, batch);
    }

    /** The loops over all elements of all blocks. */
    List<Loop> all() {
        return join(around(), axes);
    }

    static List<Expr> indices(List<Loop> loops) {
        return loops.stream().map(loop -> (Expr) loop.index()).toList();
    }

    /** Subscripts of an element of a parameter that repeats along the batch and along the axes. */
    List<Expr> own() {
        return indices(join(batch, axes));
    }

    /** Extents of one draw. */
    List<Integer> event() {
        return axes.stream().map(Stored::extent).toList();
    }

    /** Shape of an array with a block of this shape for each draw. */
    List<Integer> shape(List<Integer> block) {
        List<Integer> shape = new ArrayList<>(around().stream().map(Stored::extent).toList());
        shape.addAll(block);
        return shape;
    }

    /** Position of the first element of this draw's block in such an array. */
    Expr start(List<Integer> block) {
        List<Expr> first = new ArrayList<>(indices(around()));
        block.forEach(extent -> first.add(Expr.of(1)));
        return Shapes.offset(shape(block), first);
    }

    /** The sum over the elements of one draw. */
    Expr sum(Expr element) {
        Expr total = element;
        for (Loop axis : axes.reversed()) {
            total = new Sum(axis, total);
        }
        return total;
    }
}
