package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.ode.OdeSettings;
import org.penumbra.compiler.ode.OdeSolution;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.VariableRef;
import org.penumbra.network.LayerCatalog;

/**
 * {@code ode(f, u0, t0, ts, p...)}: the solution of u' = f(t, u, p...) at the times, one row for each. The function is
 * compiled by itself, over a time, a state and parameters of its own.
 */
final class OdeLowering {

    static final Set<String> NAMES = Set.of("ode", "odeStiff");

    private static final List<String> SETTINGS = List.of("relTol", "absTol", "maxSteps");
    /** Arguments before those that the function gets as they are. */
    private static final int OWN = 4;

    private final ExpressionLowering expressions;
    private final Refusal refusal;

    OdeLowering(ExpressionLowering expressions, Refusal refusal) {
        this.expressions = expressions;
        this.refusal = refusal;
    }

    Value lower(Call call, Scope scope) {
        List<Expression> positional = call.getArguments().stream().filter(argument -> argument.getName() == null)
                .map(Argument::getValue).toList();
        if (positional.size() < OWN) {
            throw refusal.at(call, "PEN-2105", "Expected " + call.getName() + "(f, u0, t0, ts, p...), found "
                    + positional.size() + " argument(s).", "f(t, u, p...) is the derivative of the state u at time t.");
        }
        FunctionDeclaration function = function(positional.getFirst());
        List<Value> inputs = new ArrayList<>();
        positional.stream().skip(1).forEach(argument -> inputs.add(expressions.lower(argument, scope)));
        Value start = vector(positional.get(1), inputs.get(0), "The state at the start");
        Value times = vector(positional.get(3), inputs.get(2), "The times");
        if (!inputs.get(1).isScalar()) {
            throw refusal.at(positional.get(2), "PEN-2101", "The time of the start is a number, found "
                    + Shapes.describe(inputs.get(1).shape()) + ".");
        }
        requireAscending(positional.get(3), inputs.get(1), times);
        return solution(call, function, start, times, inputs, scope);
    }

    private FunctionDeclaration function(Expression named) {
        String name = named instanceof VariableRef ref ? ref.getName() : null;
        return Optional.ofNullable(name).flatMap(known -> FunctionLowering.declared(named, known))
                .orElseThrow(() -> refusal.at(named, "PEN-2105",
                        "Expected the name of a function of this file, f(t, u, p...), the derivative of the state."));
    }

    private Value vector(Expression where, Value value, String what) {
        if (value.rank() != 1 || value.shape().getFirst() == 0) {
            throw refusal.at(where, "PEN-2101", what + " is a vector, found " + Shapes.describe(value.shape()) + ".");
        }
        return value;
    }

    /** Times that are data are checked now; what sites make of them is NaN when it does not ascend. */
    private void requireAscending(Expression where, Value from, Value times) {
        Optional<double[]> known = expressions.arrayCalls().known(times);
        Optional<double[]> start = expressions.arrayCalls().known(from);
        if (known.isEmpty() || start.isEmpty()) {
            return;
        }
        double before = start.get()[0];
        for (double time : known.get()) {
            if (!(time >= before)) {
                throw refusal.at(where, "PEN-2110", "The times of a differential equation ascend from its start; found "
                        + time + " after " + before + ".", "Sort the times, and let t0 be the first moment.");
            }
            before = time;
        }
    }

    private Value solution(Call call, FunctionDeclaration function, Value start, Value times, List<Value> inputs,
            Scope scope) {
        Calls calls = expressions.arrayCalls();
        Binding own = new Binding();
        Array time = new Array("t", Array.Role.FREE, List.of());
        Array state = new Array("u", Array.Role.FREE, start.shape());
        List<Array> parameters = new ArrayList<>();
        List<Value> blocks = new ArrayList<>(List.of(start, inputs.get(1), times));
        List<Value> arguments = new ArrayList<>(List.of(Value.scalar(new Element(time, Expr.of(0))),
                Binding.value(state)));
        for (Value input : inputs.subList(OWN - 1, inputs.size())) {
            Optional<double[]> known = calls.known(input);
            String name = "p" + arguments.size();
            if (known.isPresent()) {
                arguments.add(input.isScalar() ? Value.scalar(known.get()[0])
                        : Binding.value(own.array(name, input.shape(), known.get())));
            } else {
                parameters.add(new Array(name, Array.Role.FREE, input.shape()));
                arguments.add(Binding.value(parameters.getLast()));
                blocks.add(input);
            }
        }
        List<Expr> slopes = slopes(call, function, start.shape(), arguments, own);
        OdeSolution solution = OdeSolution.of(time, state, parameters, slopes, own.data(), settings(call, scope),
                times.shape().getFirst());
        return calls.callOn(solution, List.of(times.shape().getFirst(), start.shape().getFirst()), blocks);
    }

    private List<Expr> slopes(Call call, FunctionDeclaration function, List<Integer> shape, List<Value> arguments,
            Binding own) {
        StoredSteps steps = new StoredSteps();
        ExpressionLowering inside = new ExpressionLowering(own, new Calls(own, steps), LayerCatalog.NONE, refusal);
        Value slope = new FunctionLowering(inside, refusal).apply(call, function, arguments);
        if (!slope.shape().equals(shape)) {
            throw refusal.shapes(call, "The derivative that " + function.getName() + " returns must have the shape of "
                    + "the state", slope, new Value(shape, at -> null));
        }
        List<Expr> elements = new ArrayList<>();
        for (int k = 1; k <= shape.getFirst(); k++) {
            elements.add(slope.at(List.of(Expr.of(k))));
        }
        if (!steps.finish().isEmpty()) {
            throw refusal.notCompiled(function.getBody(),
                    "A function of whole arrays (cholesky, solve, ...) in a differential equation");
        }
        return elements;
    }

    private OdeSettings settings(Call call, Scope scope) {
        OdeSettings defaults = call.getName().equals("odeStiff") ? OdeSettings.implicit() : OdeSettings.explicit();
        double[] chosen = {defaults.relTol(), defaults.absTol(), defaults.maxSteps()};
        for (Argument argument : call.getArguments()) {
            if (argument.getName() != null) {
                int setting = SETTINGS.indexOf(argument.getName());
                if (setting < 0) {
                    throw PenumbraException.badInput(Problem.error("PEN-2105", "Expected relTol, absTol or maxSteps, "
                            + "found '" + argument.getName() + "'.").at(refusal.locate(argument))
                            .offering(Nearest.to(argument.getName(), SETTINGS)));
                }
                chosen[setting] = positive(argument, scope);
            }
        }
        return new OdeSettings(defaults.stiff(), chosen[0], chosen[1], (int) Math.min(chosen[2], Integer.MAX_VALUE));
    }

    private double positive(Argument argument, Scope scope) {
        double value = expressions.number(argument.getValue(), scope);
        if (!(value > 0)) {
            throw refusal.at(argument, "PEN-2111", "'" + argument.getName() + "' is above 0, found " + value + ".");
        }
        return value;
    }
}
