package org.penumbra.compiler.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.penumbra.compiler.lower.ArrayCallLowering.Entry;
import org.penumbra.expression.Apply;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.expression.function.Extreme;
import org.penumbra.expression.function.LogSumExp;
import org.penumbra.expression.function.Product;
import org.penumbra.model.Call;

/** Functions of all elements of an array: sums where they can be, so that they join the loops around; else calls. */
final class ReductionFunctions {

    /** Up to here, log(exp(x) + ...) is made two by two in the loop that it stands in. */
    private static final int FEW = 3;

    private final ExpressionLowering expressions;
    private final Reductions reductions;
    private final Arguments shapes;

    ReductionFunctions(ExpressionLowering expressions, Reductions reductions, Arguments shapes) {
        this.expressions = expressions;
        this.reductions = reductions;
        this.shapes = shapes;
    }

    Map<String, Entry> entries() {
        Map<String, Entry> entries = new HashMap<>();
        put(entries, "sum", reductions::sum);
        put(entries, "mean", reductions::mean);
        put(entries, "variance", reductions::variance);
        put(entries, "sd", value -> length(reductions.variance(value)));
        put(entries, "norm",
                value -> length(reductions.sum(ExpressionLowering.elementwise(value, Expr::square))));
        put(entries, "size", value -> Expr.of(Reductions.count(value)));
        put(entries, "length", value -> Expr.of(Reductions.count(value)));
        put(entries, "prod", value -> call(new Product(Reductions.count(value)), value));
        put(entries, "logSumExp", this::logSumExp);
        entries.put("min", extreme(Op.MIN));
        entries.put("max", extreme(Op.MAX));
        return entries;
    }

    private static void put(Map<String, Entry> entries, String name, Function<Value, Expr> reduction) {
        entries.put(name, Entry.of(1, (call, arguments) -> Value.scalar(reduction.apply(arguments.getFirst()))));
    }

    /** The root of a sum of squares; where it is 0, its slope is too: the shortest subgradient, in place of 0 / 0. */
    private static Expr length(Expr squares) {
        Expr none = squares.lessOrEqual(Expr.of(0));
        return Expr.select(none, Expr.of(0), Expr.select(none, Expr.of(1), squares).sqrt());
    }

    private Expr call(ArrayFunction function, Value value) {
        return expressions.arrayCalls().callOn(function, List.of(), List.of(value)).expression();
    }

    Expr logSumExp(Value value) {
        int count = Reductions.count(value);
        if (count > FEW || count == 0 || value.rank() > 1) {
            return call(new LogSumExp(count), value);
        }
        Expr sum = value.isScalar() ? value.expression() : value.at(List.of(Expr.of(1)));
        for (int i = 2; i <= count; i++) {
            sum = Apply.of(Op.LOG_ADD_EXP, sum, value.at(List.of(Expr.of(i))));
        }
        return sum;
    }

    /** Of one array, or elementwise of several arguments. */
    private Entry extreme(Op op) {
        BinaryOperator<Expr> chosen = (a, b) -> Apply.of(op, a, b);
        return new Entry(1, Integer.MAX_VALUE, (call, arguments) -> arguments.size() == 1
                ? extremeOf(call, op, arguments.getFirst())
                : arguments.stream().reduce((a, b) -> expressions.elementwise(call, a, b, chosen)).orElseThrow());
    }

    private Value extremeOf(Call call, Op op, Value value) {
        shapes.requireElements(call, value);
        return value.isScalar() ? value
                : Value.scalar(call(new Extreme(Reductions.count(value), op == Op.MAX), value));
    }
}
