package org.penumbra.compiler.lower;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Expr;
import org.penumbra.model.Call;

/** Calls of functions inside expressions. */
final class CallLowering {

    private final ExpressionLowering expressions;
    private final Reductions reductions;
    private final FunctionLowering functions;
    private final Refusal refusal;

    CallLowering(ExpressionLowering expressions, Reductions reductions, Refusal refusal) {
        this.expressions = expressions;
        this.reductions = reductions;
        this.functions = new FunctionLowering(expressions, refusal);
        this.refusal = refusal;
    }

    Value lower(Call call, Scope scope) {
        return FunctionLowering.declared(call).map(function -> functions.lower(call, function, scope))
                .orElseGet(() -> builtIn(call, scope));
    }

    private Value builtIn(Call call, Scope scope) {
        List<Value> arguments = call.getArguments().stream()
                .map(argument -> expressions.lower(argument.getValue(), scope)).toList();
        UnaryOperator<Expr> unary = Functions.unary(call.getName());
        if (unary != null && arguments.size() == 1) {
            return ExpressionLowering.elementwise(arguments.getFirst(), unary);
        }
        BinaryOperator<Expr> binary = Functions.binary(call.getName());
        if (binary != null && arguments.size() == 2) {
            return expressions.elementwise(call, arguments.get(0), arguments.get(1), binary);
        }
        if (Reductions.names().contains(call.getName())) {
            return reduce(call, arguments, scope);
        }
        return new ArrayCallLowering(expressions.arrayCalls(), refusal).lower(call, arguments)
                .orElseThrow(() -> unknown(call, arguments.size()));
    }

    private PenumbraException unknown(Call call, int arguments) {
        if (Functions.names().contains(call.getName())) {
            return refusal.at(call, "PEN-2105",
                    "'" + call.getName() + "' does not take " + arguments + " argument(s).");
        }
        return PenumbraException.badInput(Problem
                .error("PEN-2107", "There is no function '" + call.getName() + "' that can be compiled yet.")
                .at(refusal.locate(call)).offering(Nearest.to(call.getName(), Functions.names())));
    }

    private Value reduce(Call call, List<Value> arguments, Scope scope) {
        requireArguments(call, arguments);
        Value first = arguments.getFirst();
        return switch (call.getName()) {
            case "sum" -> Value.scalar(reductions.sum(first));
            case "mean" -> Value.scalar(reductions.mean(first));
            case "variance" -> Value.scalar(reductions.variance(first));
            case "sd" -> Value.scalar(reductions.variance(first).sqrt());
            case "dot" -> dot(call, first, arguments.get(1));
            case "size", "length" -> Value.scalar(Reductions.count(first));
            case "ones" -> filled(call, 0, Value.scalar(1), scope);
            case "zeros" -> filled(call, 0, Value.scalar(0), scope);
            case "rep" -> filled(call, 1, first, scope);
            default -> throw new IllegalStateException(call.getName());
        };
    }

    private void requireArguments(Call call, List<Value> arguments) {
        int expected = call.getName().equals("dot") || call.getName().equals("rep") ? 2 : 1;
        if (arguments.size() != expected) {
            throw refusal.at(call, "PEN-2105", "'" + call.getName() + "' takes " + expected + " argument(s), found "
                    + arguments.size() + ".");
        }
    }

    private Value dot(Call call, Value a, Value b) {
        if (a.rank() != 1 || !a.shape().equals(b.shape())) {
            throw refusal.shapes(call, "dot takes two vectors of one length", a, b);
        }
        return Value.scalar(reductions.dot(a, b));
    }

    private Value filled(Call call, int sizeArgument, Value value, Scope scope) {
        int size = expressions.size(call.getArguments().get(sizeArgument).getValue(), scope);
        return new Value(List.of(size), at -> value.expression());
    }

    Value matrixProduct(EObject where, Value left, Value right) {
        if (left.rank() < 1 || right.rank() < 1 || left.rank() > 2 || right.rank() > 2
                || !left.shape().getLast().equals(right.shape().getFirst())) {
            throw refusal.at(where, "PEN-2101", "The inner extents of a matrix product must agree: "
                    + Shapes.describe(left.shape()) + " @ " + Shapes.describe(right.shape()) + ".");
        }
        return reductions.matrixProduct(left, right);
    }
}
