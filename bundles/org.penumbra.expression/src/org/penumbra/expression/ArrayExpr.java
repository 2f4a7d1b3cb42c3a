package org.penumbra.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A shaped expression: each element is made on demand, nothing is stored. This is what distributions of vectors and
 * matrices write their densities in.
 *
 * <pre>{@code
 * ArrayExpr z = x.minus(loc).apply(new LowerSolve(n), List.of(n), scale);   // scale^-1 (x - loc)
 * return z.sum(Expr::square).times(-0.5);
 * }</pre>
 */
public final class ArrayExpr {

    /** What a shaped expression needs of the program that it stands in. */
    public interface Surroundings {

        /** A loop from 1 to {@code extent} with an index of its own. */
        Loop loop(int extent);

        /** The first elements of a function's output, shaped; it is computed once for each iteration around. */
        ArrayExpr call(ArrayFunction function, List<Integer> shape, List<ArrayExpr> inputs);

        /**
         * Whether one call with both costs no more than two: neither is known beforehand while the other is not, nor
         * the same in iterations around in which the other varies.
         */
        default boolean varyTogether(ArrayExpr one, ArrayExpr other) {
            return false;
        }
    }

    private final Surroundings surroundings;
    private final List<Integer> shape;
    private final Function<List<Expr>, Expr> element;

    /**
     * @param shape extents, empty for a scalar
     * @param element the element at 1-based subscripts, one for each axis
     */
    public ArrayExpr(Surroundings surroundings, List<Integer> shape, Function<List<Expr>, Expr> element) {
        this.surroundings = Objects.requireNonNull(surroundings);
        this.shape = List.copyOf(shape);
        this.element = Objects.requireNonNull(element);
    }

    public List<Integer> shape() {
        return shape;
    }

    /** Extent of an axis, 0 the first. */
    public int extent(int axis) {
        return shape.get(axis);
    }

    public int rank() {
        return shape.size();
    }

    /** Number of elements. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The element at 1-based subscripts, one for each axis. */
    public Expr at(List<Expr> subscripts) {
        if (subscripts.size() != rank()) {
            throw new IllegalArgumentException(subscripts.size() + " subscripts for shape " + shape);
        }
        return element.apply(subscripts);
    }

    public Expr at(Expr... subscripts) {
        return at(Arrays.asList(subscripts));
    }

    /** The element at 1-based subscripts that are known. */
    public Expr at(int... subscripts) {
        return at(Arrays.stream(subscripts).mapToObj(k -> Expr.of(k)).toList());
    }

    /** Another shaped expression in the same program. */
    public ArrayExpr with(List<Integer> otherShape, Function<List<Expr>, Expr> otherElement) {
        return new ArrayExpr(surroundings, otherShape, otherElement);
    }

    public ArrayExpr map(UnaryOperator<Expr> operator) {
        return with(shape, subscripts -> operator.apply(at(subscripts)));
    }

    /** Elementwise; a scalar goes with every element. */
    public ArrayExpr zip(ArrayExpr other, BinaryOperator<Expr> operator) {
        if (rank() > 0 && other.rank() > 0 && !shape.equals(other.shape)) {
            throw new IllegalArgumentException("shapes " + shape + " and " + other.shape + " do not fit");
        }
        return with(rank() == 0 ? other.shape : shape, subscripts -> operator.apply(
                at(rank() == 0 ? List.of() : subscripts), other.at(other.rank() == 0 ? List.of() : subscripts)));
    }

    public ArrayExpr plus(ArrayExpr other) {
        return zip(other, Expr::plus);
    }

    public ArrayExpr minus(ArrayExpr other) {
        return zip(other, Expr::minus);
    }

    public ArrayExpr times(ArrayExpr other) {
        return zip(other, Expr::times);
    }

    /** The sum of a function of every element. */
    public Expr sum(UnaryOperator<Expr> term) {
        List<Loop> loops = new ArrayList<>();
        shape.forEach(extent -> loops.add(surroundings.loop(extent)));
        Expr total = term.apply(at(loops.stream().map(loop -> (Expr) loop.index()).toList()));
        for (Loop loop : loops.reversed()) {
            total = new Sum(loop, total);
        }
        return total;
    }

    public Expr sum() {
        return sum(UnaryOperator.identity());
    }

    /** The sum of a function of 1..n, the positions along the first axis. */
    public Expr sumAlong(Function<Expr, Expr> term) {
        Loop loop = surroundings.loop(extent(0));
        return new Sum(loop, term.apply(loop.index()));
    }

    /** The sum of products of elements. */
    public Expr dot(ArrayExpr other) {
        return times(other).sum();
    }

    /** Whether a function of this block and another had better be one than a composition; see {@link Surroundings}. */
    public boolean variesWith(ArrayExpr other) {
        return surroundings.varyTogether(this, other);
    }

    /**
     * What a function makes of this block, first input, and more blocks.
     *
     * @param result shape of the result; its elements are the first of the function's output, row-major
     */
    public ArrayExpr apply(ArrayFunction function, List<Integer> result, ArrayExpr... more) {
        List<ArrayExpr> inputs = new ArrayList<>(List.of(this));
        inputs.addAll(Arrays.asList(more));
        List<Integer> sizes = inputs.stream().map(ArrayExpr::size).toList();
        if (!sizes.equals(function.inputSizes())) {
            throw new IllegalArgumentException(
                    function.name() + " takes blocks of " + function.inputSizes() + " numbers, not " + sizes);
        }
        return surroundings.call(function, result, inputs);
    }
}
