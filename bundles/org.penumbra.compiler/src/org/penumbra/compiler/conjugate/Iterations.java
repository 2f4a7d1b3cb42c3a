package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Runs loops whose ends are numbers, with expressions of data compiled to closures: millions of iterations a second.
 */
final class Iterations {

    /** What an expression of data is in one iteration. */
    @FunctionalInterface
    interface At {
        double value(int[] indices);
    }

    private final List<Loop> loops;
    private final Map<Array, double[]> data;
    private final Map<Index, Integer> slots = new HashMap<>();
    private int slotCount;

    Iterations(List<Loop> loops, Map<Array, double[]> data) {
        this.loops = loops;
        this.data = data;
        loops.forEach(this::slot);
    }

    private int slot(Loop loop) {
        slots.put(loop.index(), slotCount);
        return slotCount++;
    }

    static int lower(Loop loop) {
        return (int) number(loop.lower());
    }

    /** Number of iterations. */
    static int extent(Loop loop) {
        return Math.max(0, (int) number(loop.upper()) - lower(loop) + 1);
    }

    private static double number(Expr end) {
        if (end instanceof Constant constant) {
            return constant.value();
        }
        throw new NotConjugate("the range of a loop in it varies");
    }

    static long count(List<Loop> loops) {
        long count = 1;
        for (Loop loop : loops) {
            count = Math.multiplyExact(count, (long) extent(loop));
        }
        return count;
    }

    /** Row-major position of where the loops are. */
    static Expr position(List<Loop> loops) {
        Expr position = Expr.of(0);
        for (Loop loop : loops) {
            position = position.times(extent(loop)).plus(loop.index().minus(lower(loop)));
        }
        return position;
    }

    void run(Consumer<int[]> action) {
        run(0, new int[slotCount], action);
    }

    private void run(int depth, int[] indices, Consumer<int[]> action) {
        if (depth == loops.size()) {
            action.accept(indices);
            return;
        }
        int first = lower(loops.get(depth));
        int last = first + extent(loops.get(depth)) - 1;
        for (int i = first; i <= last; i++) {
            indices[depth] = i;
            run(depth + 1, indices, action);
        }
    }

    /** All expressions must be compiled before the loops are run. */
    At compile(Expr expression) {
        return switch (expression) {
            case Constant constant -> indices -> constant.value();
            case Index index -> {
                int slot = slots.get(index);
                yield indices -> indices[slot];
            }
            case Element element -> {
                double[] numbers = data.get(element.array());
                At offset = compile(element.offset());
                yield indices -> numbers[(int) offset.value(indices)];
            }
            case Apply apply -> compile(apply);
            case Sum sum -> compile(sum);
        };
    }

    private At compile(Apply apply) {
        List<At> parts = new ArrayList<>();
        apply.arguments().forEach(argument -> parts.add(compile(argument)));
        At a = parts.getFirst();
        At b = parts.size() > 1 ? parts.get(1) : null;
        return switch (apply.op()) {
            case ADD -> indices -> a.value(indices) + b.value(indices);
            case SUB -> indices -> a.value(indices) - b.value(indices);
            case MUL -> indices -> a.value(indices) * b.value(indices);
            case SELECT -> {
                At c = parts.get(2);
                yield indices -> a.value(indices) != 0 ? b.value(indices) : c.value(indices);
            }
            default -> indices -> apply.op()
                    .evaluate(parts.stream().mapToDouble(part -> part.value(indices)).toArray());
        };
    }

    private At compile(Sum sum) {
        int slot = slot(sum.loop());
        At body = compile(sum.body());
        int first = lower(sum.loop());
        int last = first + extent(sum.loop()) - 1;
        return indices -> {
            double total = 0;
            for (int i = first; i <= last; i++) {
                indices[slot] = i;
                total += body.value(indices);
            }
            return total;
        };
    }
}
