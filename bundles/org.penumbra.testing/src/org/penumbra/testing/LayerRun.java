package org.penumbra.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.LayerWeight;

/** A layer on numbers, slowly: values by evaluating its expressions, gradients by going back through them. */
final class LayerRun implements ArrayExpr.Surroundings {

    /** A call of a function that the layer makes. */
    record Call(ArrayFunction function, List<ArrayExpr> inputs, Array output) {
    }

    private final Map<Array, double[]> numbers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Array> inputs = new ArrayList<>();
    private final List<Array> weights = new ArrayList<>();
    private final Array key = new Array("key", Array.Role.FREE, List.of());
    private final Array iteration = new Array("iteration", Array.Role.FREE, List.of());
    private final ArrayExpr output;
    private int loops;

    LayerRun(BuiltLayer layer, List<List<Integer>> shapes) {
        for (List<Integer> shape : shapes) {
            inputs.add(new Array("input " + (inputs.size() + 1), Array.Role.FREE, shape));
        }
        for (LayerWeight weight : layer.weights()) {
            weights.add(new Array(weight.name(), Array.Role.FREE, weight.shape()));
        }
        all().forEach(array -> numbers.put(array, new double[array.size()]));
        List<Array> given = new ArrayList<>(inputs);
        if (layer.isNoisy()) {
            given.add(key);
            given.add(iteration);
        }
        numbers.put(key, new double[1]);
        numbers.put(iteration, new double[1]);
        output = layer.output().of(given.stream().map(this::expression).toList(),
                weights.stream().map(this::expression).toList());
    }

    /** What the noise of a layer follows from from now on; a key of 0 is none. */
    void noise(double keyOfStep, double numberOfIteration) {
        of(key)[0] = keyOfStep;
        of(iteration)[0] = numberOfIteration;
    }

    /** Inputs, then weights. */
    List<Array> all() {
        List<Array> all = new ArrayList<>(inputs);
        all.addAll(weights);
        return all;
    }

    /** Whether a block is a weight as it stands. */
    boolean isWeight(ArrayExpr block) {
        int[] first = new int[block.rank()];
        Arrays.fill(first, 1);
        return block.size() > 0 && block.at(first) instanceof Element element && weights.contains(element.array());
    }

    List<Call> calls() {
        return calls;
    }

    ArrayExpr output() {
        return output;
    }

    /** The numbers of an input or weight, to be written. */
    double[] of(Array array) {
        return numbers.get(array);
    }

    private ArrayExpr expression(Array array) {
        return new ArrayExpr(this, array.shape(), at -> new Element(array, offset(array.shape(), at)));
    }

    private static Expr offset(List<Integer> shape, List<Expr> subscripts) {
        Expr offset = Expr.of(0);
        for (int axis = 0; axis < shape.size(); axis++) {
            offset = offset.times(shape.get(axis)).plus(subscripts.get(axis).minus(1));
        }
        return offset;
    }

    @Override
    public Loop loop(int extent) {
        return new Loop(new Index("e" + loops, loops++), Expr.of(1), Expr.of(extent));
    }

    @Override
    public ArrayExpr call(ArrayFunction function, List<Integer> shape, List<ArrayExpr> arguments) {
        Array made = new Array(function.name() + "#" + calls.size(), Array.Role.STATE,
                List.of(function.outputSize()));
        calls.add(new Call(function, List.copyOf(arguments), made));
        return new ArrayExpr(this, shape, at -> new Element(made, offset(shape, at)));
    }

    /** The output for the numbers that inputs and weights have now. */
    double[] forward() {
        for (Call call : calls) {
            double[][] in = call.inputs().stream().map(this::block).toArray(double[][]::new);
            double[] out = new double[call.function().outputSize()];
            Arrays.fill(out, Double.NaN);
            call.function().forThread().forward(in, new int[in.length], out, 0, work(call.function()));
            numbers.put(call.output(), out);
        }
        return block(output);
    }

    /** The input blocks of a call, once {@link #forward} has been there. */
    double[][] blocks(Call call) {
        return call.inputs().stream().map(this::block).toArray(double[][]::new);
    }

    private static double[] work(ArrayFunction function) {
        double[] work = new double[function.workSize()];
        Arrays.fill(work, Double.NaN);
        return work;
    }

    double[] block(ArrayExpr expression) {
        Evaluator evaluator = new Evaluator(numbers::get);
        return elements(expression).stream().mapToDouble(evaluator::evaluate).toArray();
    }

    /** All elements, row-major. */
    private static List<Expr> elements(ArrayExpr expression) {
        List<Expr> elements = new ArrayList<>();
        int[] at = new int[expression.rank()];
        for (int k = 0; k < expression.size(); k++) {
            int rest = k;
            for (int axis = at.length - 1; axis >= 0; axis--) {
                at[axis] = rest % expression.extent(axis) + 1;
                rest /= expression.extent(axis);
            }
            elements.add(expression.at(at));
        }
        return elements;
    }

    /** Derivatives of the sum of weighted outputs, by each input and weight; {@link #forward} comes first. */
    Map<Array, double[]> backward(double[] slopes) {
        Adjoints adjoints = new Adjoints(numbers);
        adjoints.add(elements(output), slopes);
        for (Call call : calls.reversed()) {
            ArrayFunction function = call.function().forThread();
            double[][] in = blocks(call);
            double[][] found = Arrays.stream(in).map(block -> new double[block.length]).toArray(double[][]::new);
            function.backward(in, new int[in.length], numbers.get(call.output()), 0, adjoints.of(call.output()).clone(),
                    found, work(function));
            for (int k = 0; k < in.length; k++) {
                adjoints.add(elements(call.inputs().get(k)), found[k]);
            }
        }
        Map<Array, double[]> gradient = new HashMap<>();
        all().forEach(array -> gradient.put(array, adjoints.of(array)));
        return gradient;
    }
}
