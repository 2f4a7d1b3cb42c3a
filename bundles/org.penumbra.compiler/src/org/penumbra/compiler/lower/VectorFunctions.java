package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.lower.ArrayCallLowering.Entry;
import org.penumbra.expression.Apply;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.expression.function.Cumulative;
import org.penumbra.expression.function.Softmax;
import org.penumbra.expression.function.Sort;
import org.penumbra.model.Call;

/** Functions from vectors to vectors, which work along the last axis of what has several, and joins of arrays. */
final class VectorFunctions {

    private static final int ANY = Integer.MAX_VALUE;

    private final ExpressionLowering expressions;
    private final Reductions reductions;
    private final Arguments shapes;
    private final Refusal refusal;

    VectorFunctions(ExpressionLowering expressions, Reductions reductions, Arguments shapes, Refusal refusal) {
        this.expressions = expressions;
        this.reductions = reductions;
        this.shapes = shapes;
        this.refusal = refusal;
    }

    /** An array function for so many rows of so many elements. */
    private interface OfRows {
        ArrayFunction of(int rows, int size);
    }

    Map<String, Entry> entries() {
        Map<String, Entry> entries = new HashMap<>();
        entries.put("softmax", alongRows((rows, size) -> new Softmax(rows, size, false)));
        entries.put("logSoftmax", alongRows((rows, size) -> new Softmax(rows, size, true)));
        entries.put("cumsum", alongRows((rows, size) -> new Cumulative(rows, size, false)));
        entries.put("cumprod", alongRows((rows, size) -> new Cumulative(rows, size, true)));
        entries.put("sort", alongRows(Sort::new));
        entries.put("reverse", Entry.of(1, (call, arguments) -> reverse(call, arguments.getFirst())));
        entries.put("dot", Entry.of(2, this::dot));
        entries.put("squaredDistance", Entry.of(2, this::squaredDistance));
        entries.put("outer", Entry.of(2, this::outer));
        entries.put("logMix", new Entry(2, 3, this::logMix));
        entries.put("append", new Entry(2, ANY, this::append));
        entries.put("concat", new Entry(2, ANY, this::append));
        entries.put("appendColumns", Entry.of(2, this::appendColumns));
        return entries;
    }

    private Entry alongRows(OfRows function) {
        return Entry.of(1, (call, arguments) -> {
            Value value = arguments.getFirst();
            shapes.requireArray(call, value);
            int size = value.shape().getLast();
            int rows = size == 0 ? 0 : Reductions.count(value) / size;
            return expressions.arrayCalls().callOn(function.of(rows, size), value.shape(), List.of(value));
        });
    }

    private Value reverse(Call call, Value value) {
        shapes.requireArray(call, value);
        int last = value.rank() - 1;
        return new Value(value.shape(), at -> {
            List<Expr> mirrored = new ArrayList<>(at);
            mirrored.set(last, Expr.of(value.shape().getLast() + 1).minus(at.getLast()));
            return value.at(mirrored);
        });
    }

    private Value dot(Call call, List<Value> arguments) {
        shapes.requireOneLength(call, arguments.get(0), arguments.get(1));
        return Value.scalar(reductions.dot(arguments.get(0), arguments.get(1)));
    }

    private Value squaredDistance(Call call, List<Value> arguments) {
        shapes.requireOneLength(call, arguments.get(0), arguments.get(1));
        return Value.scalar(reductions.sum(expressions.elementwise(call, arguments.get(0), arguments.get(1),
                (a, b) -> a.minus(b).square())));
    }

    private Value outer(Call call, List<Value> arguments) {
        Value x = arguments.get(0);
        Value y = arguments.get(1);
        shapes.requireVector(call, x);
        shapes.requireVector(call, y);
        return new Value(List.of(x.shape().getFirst(), y.shape().getFirst()),
                at -> x.at(at.subList(0, 1)).times(y.at(at.subList(1, 2))));
    }

    /** Of weights and log densities, or of the weight of the first and two log densities. */
    private Value logMix(Call call, List<Value> arguments) {
        Value weights = arguments.get(0);
        if (arguments.size() == 2) {
            shapes.requireOneLength(call, weights, arguments.get(1));
            Value logs = expressions.elementwise(call, weights, arguments.get(1), (w, lp) -> w.log().plus(lp));
            return Value.scalar(new ReductionFunctions(expressions, reductions, shapes).logSumExp(logs));
        }
        Value first = expressions.elementwise(call, weights, arguments.get(1), (w, lp) -> w.log().plus(lp));
        Value second = expressions.elementwise(call, weights, arguments.get(2),
                (w, lp) -> w.negate().log1p().plus(lp));
        return expressions.elementwise(call, first, second, (a, b) -> Apply.of(Op.LOG_ADD_EXP, a, b));
    }

    private Value append(Call call, List<Value> arguments) {
        List<Value> parts = arguments.stream().map(VectorFunctions::atLeastOneAxis).toList();
        List<Integer> rest = parts.getFirst().shape().subList(1, parts.getFirst().rank());
        int total = 0;
        for (Value part : parts) {
            if (!part.shape().subList(1, part.rank()).equals(rest)) {
                throw refusal.shapes(call, "What is appended must agree but for the first axis", parts.getFirst(),
                        part);
            }
            total += part.shape().getFirst();
        }
        List<Integer> shape = new ArrayList<>(List.of(total));
        shape.addAll(rest);
        List<Value> present = parts.stream().filter(part -> part.shape().getFirst() > 0).toList();
        return new Value(shape, at -> present.isEmpty() ? Expr.of(Double.NaN) : joined(present, at));
    }

    private static Value atLeastOneAxis(Value value) {
        return value.isScalar() ? new Value(List.of(1), at -> value.expression()) : value;
    }

    /** The element that lies in one of the parts; those of the others are read within their bounds, and not used. */
    private static Expr joined(List<Value> parts, List<Expr> at) {
        Expr position = at.getFirst();
        int end = parts.getFirst().shape().getFirst();
        Expr first = parts.getFirst().at(replaced(at, within(position, end)));
        if (parts.size() == 1) {
            return first;
        }
        Expr further = joined(parts.subList(1, parts.size()), replaced(at, position.minus(end)));
        return Expr.select(position.lessOrEqual(Expr.of(end)), first, further);
    }

    private static Expr within(Expr position, int length) {
        return position instanceof Constant constant
                ? Expr.of(Math.min(length, Math.max(1, constant.value())))
                : Apply.of(Op.MAX, Apply.of(Op.MIN, position, Expr.of(length)), Expr.of(1));
    }

    private static List<Expr> replaced(List<Expr> at, Expr first) {
        List<Expr> result = new ArrayList<>(at);
        result.set(0, first);
        return result;
    }

    private Value appendColumns(Call call, List<Value> arguments) {
        List<Value> turned = arguments.stream().map(argument -> columns(call, argument)).toList();
        return transposed(append(call, turned));
    }

    /** The columns of a matrix as rows; a vector is one. */
    private Value columns(Call call, Value value) {
        if (value.rank() == 1) {
            return new Value(List.of(1, value.shape().getFirst()), at -> value.at(at.subList(1, 2)));
        }
        shapes.requireMatrix(call, value);
        return transposed(value);
    }

    private static Value transposed(Value matrix) {
        return new Value(matrix.shape().reversed(), at -> matrix.at(at.reversed()));
    }
}
