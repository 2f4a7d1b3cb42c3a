package org.penumbra.multivariate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** A density as a function of numbers: what the compiler makes of its expression, by the slow evaluator. */
final class Numbers implements ArrayExpr.Surroundings {

    private record Call(ArrayFunction function, List<ArrayExpr> inputs) {
    }

    private final Map<Array, double[]> given = new HashMap<>();
    private final Map<Array, Call> calls = new HashMap<>();
    private final Map<Array, double[]> computed = new HashMap<>();
    private final List<ArrayExpr> parameters = new ArrayList<>();
    private final double[] x;
    private final Expr density;
    private int nextIndex;

    /**
     * @param shapes of the parameters
     * @param event shape of the variate
     */
    Numbers(MultivariateDistribution distribution, List<List<Integer>> shapes, double[][] numbers,
            List<Integer> event) {
        for (int i = 0; i < shapes.size(); i++) {
            parameters.add(block("p" + i, shapes.get(i), numbers[i]));
        }
        x = new double[event.stream().reduce(1, Math::multiplyExact)];
        density = distribution.logDensity(block("x", event, x), this.parameters);
    }

    /** A block of numbers as an expression. */
    ArrayExpr block(String name, List<Integer> shape, double[] numbers) {
        Array array = new Array(name, Array.Role.DATA, shape);
        given.put(array, numbers);
        return of(array, shape);
    }

    private ArrayExpr of(Array array, List<Integer> shape) {
        return new ArrayExpr(this, shape, at -> {
            Expr offset = Expr.of(0);
            for (int axis = 0; axis < shape.size(); axis++) {
                offset = offset.times(shape.get(axis)).plus(at.get(axis).minus(1));
            }
            return new Element(array, offset);
        });
    }

    List<ArrayExpr> parameters() {
        return parameters;
    }

    double logDensity(double[] point) {
        System.arraycopy(point, 0, x, 0, x.length);
        computed.clear();
        return new Evaluator(this::numbers).evaluate(density);
    }

    private double[] numbers(Array array) {
        double[] numbers = given.getOrDefault(array, computed.get(array));
        if (numbers == null) {
            numbers = compute(calls.get(array));
            computed.put(array, numbers);
        }
        return numbers;
    }

    private double[] compute(Call call) {
        double[][] in = call.inputs().stream().map(this::elements).toArray(double[][]::new);
        double[] out = new double[call.function().outputSize()];
        call.function().forward(in, new int[in.length], out, 0, new double[call.function().workSize()]);
        return out;
    }

    /** The numbers of a block, row-major. */
    double[] elements(ArrayExpr block) {
        double[] elements = new double[block.size()];
        for (int k = 0; k < elements.length; k++) {
            List<Expr> subscripts = new ArrayList<>();
            int rest = k;
            for (int extent : block.shape().reversed()) {
                subscripts.addFirst(Expr.of(rest % extent + 1));
                rest /= extent;
            }
            elements[k] = new Evaluator(this::numbers).evaluate(block.at(subscripts));
        }
        return elements;
    }

    @Override
    public Loop loop(int extent) {
        int number = nextIndex++;
        return new Loop(new Index("i" + number, number), Expr.of(1), Expr.of(extent));
    }

    @Override
    public ArrayExpr call(ArrayFunction function, List<Integer> shape, List<ArrayExpr> inputs) {
        Array array = new Array(function.name() + calls.size(), Array.Role.STATE, List.of(function.outputSize()));
        calls.put(array, new Call(function, inputs));
        return of(array, shape);
    }
}
