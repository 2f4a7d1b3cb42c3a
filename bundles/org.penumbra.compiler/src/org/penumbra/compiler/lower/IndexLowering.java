package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.IndexAccess;
import org.penumbra.model.Subscript;
import org.penumbra.model.VariableRef;

/** Elements, rows, columns, slices and gathers: x[i], X[i], X[, k], x[2..n], a[county]. */
final class IndexLowering {

    private final ExpressionLowering expressions;
    private final Subscripts subscripts;
    private final Refusal refusal;

    IndexLowering(ExpressionLowering expressions, Subscripts subscripts, Refusal refusal) {
        this.expressions = expressions;
        this.subscripts = subscripts;
        this.refusal = refusal;
    }

    Subscripts subscripts() {
        return subscripts;
    }

    /**
     * How one axis of the target is reached.
     *
     * @param extent null when the axis disappears
     * @param gathers whether places are read in no order, one perhaps often
     */
    private record Axis(Integer extent, Function<Expr, Expr> position, boolean gathers) {

        Axis(Integer extent, Function<Expr, Expr> position) {
            this(extent, position, false);
        }
    }

    Value lower(IndexAccess access, Scope scope) {
        Value target = expressions.lower(access.getTarget(), scope);
        if (access.getSubscripts().size() > target.rank()) {
            throw refusal.at(access, "PEN-2101", access.getSubscripts().size() + " subscripts for "
                    + Shapes.describe(target.shape()) + ".");
        }
        List<Axis> axes = new ArrayList<>();
        for (int axis = 0; axis < target.rank(); axis++) {
            int extent = target.shape().get(axis);
            axes.add(axis < access.getSubscripts().size()
                    ? axis(access, access.getSubscripts().get(axis), extent, scope)
                    : new Axis(extent, Function.identity()));
        }
        return select(axes.stream().anyMatch(Axis::gathers) ? expressions.arrayCalls().storedIfSummed(target) : target,
                axes);
    }

    private static Value select(Value target, List<Axis> axes) {
        List<Integer> shape = axes.stream().map(Axis::extent).filter(extent -> extent != null).toList();
        return new Value(shape, at -> {
            List<Expr> positions = new ArrayList<>();
            int next = 0;
            for (Axis axis : axes) {
                positions.add(axis.position().apply(axis.extent() == null ? null : at.get(next++)));
            }
            return target.at(positions);
        });
    }

    private Axis axis(IndexAccess access, Subscript subscript, int extent, Scope scope) {
        if (subscript.getFrom() == null) {
            return new Axis(extent, Function.identity());
        }
        if (subscript.getTo() != null) {
            return slice(subscript, extent, scope);
        }
        Value index = expressions.lower(subscript.getFrom(), scope);
        if (index.isScalar()) {
            Expr position = index.expression();
            subscripts.check(subscript.getFrom(), position, extent, scope.loops(), nameOf(access));
            return new Axis(null, ignored -> position, position instanceof Element);
        }
        return gather(access, subscript, index, extent, scope);
    }

    private Axis slice(Subscript subscript, int extent, Scope scope) {
        int from = expressions.size(subscript.getFrom(), scope);
        int to = expressions.size(subscript.getTo(), scope);
        if (to >= from && (from < 1 || to > extent)) {
            throw refusal.at(subscript, "PEN-2102",
                    "The slice " + from + ".." + to + " leaves 1.." + extent + ".", "Subscripts start at 1.");
        }
        return new Axis(Math.max(0, to - from + 1), at -> at.plus(from - 1));
    }

    private Axis gather(IndexAccess access, Subscript subscript, Value index, int extent, Scope scope) {
        if (index.rank() != 1) {
            throw refusal.notCompiled(subscript, "A subscript with " + Shapes.describe(index.shape()));
        }
        Loop loop = expressions.axis(index.shape().getFirst());
        List<Loop> loops = new ArrayList<>(scope.loops());
        loops.add(loop);
        subscripts.check(subscript.getFrom(), index.at(List.of(loop.index())), extent, loops, nameOf(access));
        return new Axis(index.shape().getFirst(), at -> index.at(List.of(at)), true);
    }

    private static String nameOf(IndexAccess access) {
        return access.getTarget() instanceof VariableRef ref ? "'" + ref.getVariable().getName() + "'" : "a value";
    }
}
