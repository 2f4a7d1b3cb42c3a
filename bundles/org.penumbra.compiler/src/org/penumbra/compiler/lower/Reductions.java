package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** Sums over arrays. */
final class Reductions {

    private final Binding binding;

    Reductions(Binding binding) {
        this.binding = binding;
    }

    /** The sum of all elements. */
    Expr sum(Value value) {
        List<Loop> loops = value.shape().stream().map(binding::axis).toList();
        Expr total = value.at(loops.stream().map(loop -> (Expr) loop.index()).toList());
        for (Loop loop : loops.reversed()) {
            total = new Sum(loop, total);
        }
        return total;
    }

    static int count(Value value) {
        return value.shape().stream().reduce(1, Math::multiplyExact);
    }

    Expr mean(Value value) {
        return sum(value).over(count(value));
    }

    /** The sample variance, with divisor n - 1. */
    Expr variance(Value value) {
        Expr mean = mean(value);
        Value squares = new Value(value.shape(), at -> value.at(at).minus(mean).square());
        return sum(squares).over(count(value) - 1.0);
    }

    Expr dot(Value a, Value b) {
        return sum(new Value(a.shape(), at -> a.at(at).times(b.at(at))));
    }

    /** The matrix product of [.., k] and [k, ..]; vectors are rows on the left and columns on the right. */
    Value matrixProduct(Value a, Value b) {
        List<Integer> shape = new ArrayList<>(a.shape().subList(0, a.rank() - 1));
        shape.addAll(b.shape().subList(1, b.rank()));
        Loop loop = binding.axis(b.shape().getFirst());
        return new Value(shape, at -> {
            List<Expr> left = new ArrayList<>(at.subList(0, a.rank() - 1));
            left.add(loop.index());
            List<Expr> right = new ArrayList<>(List.of((Expr) loop.index()));
            right.addAll(at.subList(a.rank() - 1, at.size()));
            return new Sum(loop, a.at(left).times(b.at(right)));
        });
    }
}
