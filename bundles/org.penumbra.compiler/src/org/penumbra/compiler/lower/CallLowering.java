package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    private final ArrayCallLowering arrayFunctions;
    private final MatrixProducts products;
    private final FunctionLowering functions;
    private final Refusal refusal;

    CallLowering(ExpressionLowering expressions, Reductions reductions, Refusal refusal) {
        this.expressions = expressions;
        this.arrayFunctions = new ArrayCallLowering(expressions, reductions, refusal);
        this.products = new MatrixProducts(expressions.arrayCalls(), reductions, refusal);
        this.functions = new FunctionLowering(expressions, refusal);
        this.refusal = refusal;
    }

    Value lower(Call call, Scope scope) {
        return FunctionLowering.declared(call).map(function -> functions.lower(call, function, scope))
                .or(() -> expressions.networks().declared(call)
                        .map(network -> expressions.networks().lower(call, network, scope)))
                .orElseGet(() -> OdeLowering.NAMES.contains(call.getName())
                        ? new OdeLowering(expressions, refusal).lower(call, scope) : builtIn(call, scope));
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
        if (call.getName().equals("where") && arguments.size() == 3) {
            return expressions.choice(call, arguments.get(0), arguments.get(1), arguments.get(2));
        }
        return arrayFunctions.lower(call, arguments).orElseThrow(() -> unknown(call, arguments.size()));
    }

    private PenumbraException unknown(Call call, int arguments) {
        Set<String> names = new TreeSet<>(Functions.names());
        names.addAll(arrayFunctions.names());
        names.add("where");
        if (names.contains(call.getName())) {
            return refusal.at(call, "PEN-2105",
                    "'" + call.getName() + "' does not take " + arguments + " argument(s).");
        }
        return PenumbraException.badInput(Problem
                .error("PEN-2107", "There is no function '" + call.getName() + "' that can be compiled yet.")
                .at(refusal.locate(call)).offering(Nearest.to(call.getName(), names)));
    }

    Value matrixProduct(EObject where, Value left, Value right) {
        return products.lower(where, left, right);
    }
}
