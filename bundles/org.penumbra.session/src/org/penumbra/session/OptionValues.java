package org.penumbra.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Op;
import org.penumbra.inference.Options;
import org.penumbra.model.Argument;
import org.penumbra.model.Binary;
import org.penumbra.model.BooleanLiteral;
import org.penumbra.model.Component;
import org.penumbra.model.Expression;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.StringLiteral;
import org.penumbra.model.Unary;
import org.penumbra.model.VariableRef;

/** Options as {@code infer} blocks write them: {@code SVI(steps = 1000)}, or {@code SVI(1000)} in record order. */
final class OptionValues {

    private final Function<EObject, Location> locations;

    OptionValues(Function<EObject, Location> locations) {
        this.locations = locations;
    }

    /**
     * Values by option name: Double, Long, Boolean or String.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-5013 to PEN-5014) for too many arguments, or one that is no constant
     */
    Map<String, Object> of(Component component, Class<? extends Record> type) {
        List<String> names = Options.describe(type).stream().map(Options.Description::name).toList();
        Map<String, Object> values = new LinkedHashMap<>();
        int position = 0;
        for (Argument argument : component.getArguments()) {
            String name = argument.getName();
            if (name == null) {
                if (position == names.size()) {
                    throw fail("PEN-5013", component.getName() + " has " + names.size() + " options: "
                            + String.join(", ", names) + "; here are more values.", argument);
                }
                name = names.get(position++);
            }
            values.put(name, value(argument.getValue()));
        }
        return values;
    }

    private Object value(Expression expression) {
        return switch (expression) {
            case BooleanLiteral truth -> truth.isValue();
            case StringLiteral text -> text.getValue();
            case VariableRef word when word.getVariable() != null && word.getVariable().getName() != null ->
                word.getVariable().getName();
            case NumberLiteral number when number.isInteger() && Math.abs(number.getValue()) < 0x1p53 ->
                (long) number.getValue();
            case Unary minus when minus.getOperator().equals("-") && value(minus.getOperand()) instanceof Long whole ->
                -whole;
            default -> number(expression);
        };
    }

    /** A constant expression. */
    double number(Expression expression) {
        return switch (expression) {
            case NumberLiteral number -> number.getValue();
            case Unary minus when minus.getOperator().equals("-") -> -number(minus.getOperand());
            case Binary binary when Op.bySymbol(binary.getOperator()).isPresent() ->
                Op.bySymbol(binary.getOperator()).get().evaluate(number(binary.getLeft()), number(binary.getRight()));
            default -> throw fail("PEN-5014", "an option is a number, true, false or a text; this is something else.",
                    expression);
        };
    }

    private PenumbraException fail(String code, String message, EObject where) {
        return PenumbraException.badInput(Problem.error(code, message).at(locations.apply(where)));
    }
}
