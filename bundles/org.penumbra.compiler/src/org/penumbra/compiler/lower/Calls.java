package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.penumbra.compiler.ir.Recurrence.Assignment;
import org.penumbra.compiler.ir.Recurrence.Invocation;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.compiler.ir.StepKeys;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;
import org.penumbra.expression.function.GaussianForm;
import org.penumbra.expression.function.LowerSolve;

/**
 * Calls of array functions: the input blocks are stored, the function is called once for each iteration of the loops
 * that its inputs vary with, and its output is read where it is wanted. What depends on data alone is computed now.
 */
final class Calls implements ArrayExpr.Surroundings {

    private final Binding binding;
    private final StoredSteps steps;
    private final Facts facts = new Facts();
    private final Map<Expr, Boolean> fixed = new IdentityHashMap<>();
    private int number;

    Calls(Binding binding, StoredSteps steps) {
        this.binding = binding;
        this.steps = steps;
    }

    @Override
    public Loop loop(int extent) {
        return binding.axis(extent);
    }

    @Override
    public ArrayExpr call(ArrayFunction function, List<Integer> shape, List<ArrayExpr> inputs) {
        Value result = callOn(function, shape, inputs.stream().map(Calls::value).toList());
        return expression(result);
    }

    /** An analysis of coordinates looks through compositions only; what is known is a table, with its own functions. */
    @Override
    public boolean varyTogether(ArrayExpr one, ArrayExpr other) {
        InputBlock first = block(value(one));
        InputBlock second = block(value(other));
        return !binding.hasOwnCoordinates() && !isFixed(second.element()) && first.around().equals(second.around());
    }

    /** The key of a layer's noise in training. */
    Value key(String layer) {
        return binding.key(layer);
    }

    /** A value of the language as an argument of a distribution. */
    ArrayExpr expression(Value value) {
        return new ArrayExpr(this, value.shape(), value::at);
    }

    static Value value(ArrayExpr expression) {
        return new Value(expression.shape(), expression::at);
    }

    /** The elements of a value, row-major, when they are numbers that are known now; empty otherwise. */
    Optional<double[]> known(Value value) {
        InputBlock block = block(value);
        return block.around().isEmpty() && isFixed(block.element())
                ? Optional.of(numbers(block, new Evaluator(binding.data()::get))) : Optional.empty();
    }

    /** The first elements of what a function makes of the inputs, in this shape. */
    Value callOn(ArrayFunction function, List<Integer> shape, List<Value> inputs) {
        List<InputBlock> blocks = inputs.stream().map(this::block).toList();
        if (function instanceof GaussianForm form && !form.hasNoise()) {
            Optional<List<InputBlock>> apart = noiseApart(blocks);
            if (apart.isPresent()) {
                return callOn(form.withNoise(), shape, inputs, apart.get());
            }
        }
        return callOn(function, shape, inputs, blocks);
    }

    /** The vector, the covariance and what is added to its diagonal. */
    private Optional<List<InputBlock>> noiseApart(List<InputBlock> blocks) {
        InputBlock covariance = blocks.get(1);
        List<Loop> axes = covariance.axes();
        return Noise.of(covariance.element(), axes.get(0).index(), axes.get(1).index()).map(
                noise -> List.of(blocks.getFirst(), block(axes, noise.rest()), block(List.of(), noise.added())));
    }

    private Value callOn(ArrayFunction function, List<Integer> shape, List<Value> inputs, List<InputBlock> blocks) {
        List<Loop> around = loopsOf(blocks);
        Stored output = new Stored(around, function.outputSize());
        if (blocks.stream().allMatch(block -> isFixed(block.element()))) {
            return output.value(compute(function, blocks, output), shape);
        }
        if (binding.hasOwnCoordinates() && function instanceof LowerSolve solve) {
            Optional<double[]> factor = known(inputs.get(1));
            if (factor.isPresent()) {
                return solved(solve, factor.get(), inputs.getFirst(), shape);
            }
        }
        Optional<FoldedCall> rows = FoldedCall.of(function, blocks, around, this::isRow);
        if (rows.isPresent()) {
            FoldedCall all = rows.get();
            return all.value(invocation(function.name(), all.blocks(), all::invocation).array(), shape);
        }
        Invocation call = invocation(function.name(), blocks, (places, name) -> new Invocation(around, function, places,
                new Place(new Array(name, Array.Role.STATE, output.shape()), output.start())));
        return output.value(call.array(), shape);
    }

    /** Whether the iterations of a loop are independent, and what a block reads is known before any of them. */
    private boolean isRow(Loop loop, InputBlock block) {
        return binding.isIndependent(loop) && !steps.isInSequence(block.element(), loop, binding::isIndependent);
    }

    /** Stores the inputs and then the output. */
    private Invocation invocation(String function, List<InputBlock> blocks,
            BiFunction<List<Place>, String, Invocation> call) {
        String name = function + "#" + ++number;
        List<Place> places = new ArrayList<>();
        for (InputBlock block : blocks) {
            places.add(place(name + "." + (places.size() + 1), block));
        }
        Invocation invocation = call.apply(places, name);
        steps.insert(invocation);
        return invocation;
    }

    /** The solution of a system of data as what it is, linear in the right side: a product with the inverse. */
    private Value solved(LowerSolve solve, double[] factor, Value right, List<Integer> shape) {
        int n = solve.order();
        double[] inverse = new double[n * n];
        double[] unit = new double[n * n];
        for (int k = 0; k < n; k++) {
            unit[k * n + k] = 1;
        }
        LowerSolve all = new LowerSolve(n, n, solve.transposed());
        all.forward(new double[][] {unit, factor}, new int[2], inverse, 0, new double[all.workSize()]);
        Array table = binding.array("inverse#" + ++number, List.of(n, n), inverse);
        return new Value(shape, at -> {
            Loop inner = binding.axis(n);
            List<Expr> row = new ArrayList<>(at);
            row.set(0, inner.index());
            Expr entry = new Element(table, Shapes.offset(List.of(n, n), List.of(at.getFirst(), inner.index())));
            return new Sum(inner, entry.times(right.at(row)));
        });
    }

    /** A value whose elements are computed once, in front of what reads them. */
    Value stored(String name, Value value) {
        Place place = place(name + ++number, block(value));
        return new Value(value.shape(),
                at -> new Element(place.array(), place.offset().plus(Shapes.offset(value.shape(), at))));
    }

    /** A vector of numbers that come from anywhere, stored one behind the other. */
    Value gathered(String name, List<Expr> elements) {
        Array array = new Array(name + ++number, Array.Role.STATE, List.of(elements.size()));
        for (int k = 0; k < elements.size(); k++) {
            steps.insert(new Assignment(List.of(), array, Expr.of(k), elements.get(k)));
        }
        return Binding.value(array);
    }

    /** Whether making an element takes a loop. */
    boolean isSummed(Value value) {
        return containsSum(block(value).element(), Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean containsSum(Expr expression, Set<Expr> seen) {
        return seen.add(expression) && switch (expression) {
            case Sum sum -> true;
            case Apply apply -> apply.arguments().stream().anyMatch(argument -> containsSum(argument, seen));
            default -> false;
        };
    }

    /** The same value, each element made once and stored where making one takes a loop. */
    Value storedIfSummed(Value value) {
        if (binding.hasOwnCoordinates() || value.isScalar() || !isSummed(value)) {
            return value;
        }
        return stored("stored#", value);
    }

    private InputBlock block(Value value) {
        List<Loop> axes = value.shape().stream().map(binding::axis).toList();
        return block(axes, value.at(axes.stream().map(axis -> (Expr) axis.index()).toList()));
    }

    private InputBlock block(List<Loop> axes, Expr element) {
        TreeSet<Index> free = new TreeSet<>((a, b) -> Integer.compare(a.id(), b.id()));
        free.addAll(facts.of(element).indices());
        axes.forEach(axis -> free.remove(axis.index()));
        return new InputBlock(axes, element, free.stream().map(binding::loopOf).toList());
    }

    /** Outermost first: inner loops are made later. */
    private static List<Loop> loopsOf(List<InputBlock> blocks) {
        TreeSet<Loop> loops = new TreeSet<>((a, b) -> Integer.compare(a.index().id(), b.index().id()));
        blocks.forEach(block -> loops.addAll(block.around()));
        return new ArrayList<>(loops);
    }

    /** Whether an expression has its value already: it depends on no site, and on no data that are to be drawn. */
    private boolean isFixed(Expr expression) {
        Boolean known = fixed.get(expression);
        if (known == null) {
            known = switch (expression) {
                case Constant constant -> true;
                case Index index -> true;
                case Element element -> element.array().role() == Array.Role.DATA && isFixed(element.offset())
                        && !StepKeys.isKey(element.array())
                        && binding.drawn().values().stream().noneMatch(one -> one.array().equals(element.array()));
                case Apply apply -> apply.arguments().stream().allMatch(this::isFixed);
                case Sum sum -> isFixed(sum.body()) && isFixed(sum.loop().lower()) && isFixed(sum.loop().upper());
            };
            fixed.put(expression, known);
        }
        return known;
    }

    private Array compute(ArrayFunction called, List<InputBlock> blocks, Stored output) {
        ArrayFunction function = called.forThread();
        double[] values = new double[output.size()];
        double[] work = new double[function.workSize()];
        int[] at = new int[blocks.size()];
        output.eachIteration(new Evaluator(binding.data()::get), evaluator -> {
            double[][] in = blocks.stream().map(block -> numbers(block, evaluator)).toArray(double[][]::new);
            function.forward(in, at, values, evaluator.integer(output.start()), work);
        });
        return binding.array(function.name() + "#" + ++number, output.shape(), values);
    }

    private static double[] numbers(InputBlock block, Evaluator evaluator) {
        Stored elements = new Stored(block.axes(), 1);
        double[] numbers = new double[elements.size()];
        elements.eachIteration(evaluator,
                at -> numbers[at.integer(elements.start())] = at.evaluate(block.element()));
        return numbers;
    }

    /** Where an input is: where it is stored already, in a table made now, or in memory that is filled in front. */
    private Place place(String name, InputBlock block) {
        Place existing = Contiguous.place(block.element(), block.axes());
        if (existing != null) {
            return existing;
        }
        Stored stored = new Stored(block.around(), block.size());
        Expr start = stored.start();
        Expr offset = start.plus(new Stored(block.axes(), 1).start());
        if (isFixed(block.element())) {
            double[] values = new double[stored.size()];
            new Stored(block.loops(), 1).eachIteration(new Evaluator(binding.data()::get),
                    at -> values[at.integer(offset)] = at.evaluate(block.element()));
            return new Place(binding.array(name, stored.shape(), values), start);
        }
        Array array = new Array(name, Array.Role.STATE, stored.shape());
        steps.insert(new Assignment(block.loops(), array, offset, block.element()));
        return new Place(array, start);
    }
}
