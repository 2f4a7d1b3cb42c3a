package org.penumbra.session;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.exchange.DataSet;
import org.penumbra.expression.Op;
import org.penumbra.model.Argument;
import org.penumbra.model.Binary;
import org.penumbra.model.BooleanLiteral;
import org.penumbra.model.Call;
import org.penumbra.model.Conditional;
import org.penumbra.model.Expression;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.Unary;
import org.penumbra.model.VariableRef;

/** Evaluates an elementwise expression over the columns of a data set, as in {@code logGdp = log(rgdppc_2000)}. */
final class ColumnExpression {

    /** Operators that have a notation of their own, so that their symbol is not a function name. */
    private static final Set<Op> NOT_FUNCTIONS = Set.of(Op.NEG, Op.SELECT);

    private final DataSet data;
    private final Function<EObject, Location> locations;

    ColumnExpression(DataSet data, Function<EObject, Location> locations) {
        this.data = data;
        this.locations = locations;
    }

    /**
     * @throws PenumbraException (BAD_INPUT, PEN-5101 to PEN-5104) for an unknown column, something that is not
     *         elementwise, shapes that differ, or a value that is not a number though its columns are numbers
     */
    ColumnValues evaluate(Expression expression) {
        return switch (expression) {
            case NumberLiteral number -> ColumnValues.constant(number.getValue());
            case BooleanLiteral truth -> ColumnValues.constant(truth.isValue() ? 1 : 0);
            case VariableRef reference -> column(reference);
            case Unary unary -> apply(unary, unary.getOperator().equals("-") ? Op.NEG : Op.NOT, unary.getOperand());
            case Binary binary -> binary(binary);
            case Conditional choice -> apply(choice, Op.SELECT, choice.getCondition(), choice.getThen(),
                    choice.getOtherwise());
            case Call call -> call(call);
            default -> throw notElementwise(expression);
        };
    }

    /** Whether all columns of an expression are there. */
    boolean has(Expression expression) {
        return Stream.concat(Stream.of(expression), StreamSupport.stream(
                ((Iterable<EObject>) expression::eAllContents).spliterator(), false))
                .filter(VariableRef.class::isInstance).map(one -> ((VariableRef) one).getVariable())
                .allMatch(column -> column == null || data.names().contains(column.getName()));
    }

    private ColumnValues column(VariableRef reference) {
        String name = reference.getVariable() == null ? null : reference.getVariable().getName();
        if (name == null) {
            throw notElementwise(reference);
        }
        if (!data.names().contains(name)) {
            throw fail(BindingProblem.noColumn("PEN-5101", name, data), reference);
        }
        return ColumnValues.of(data.array(name));
    }

    private ColumnValues binary(Binary binary) {
        String symbol = binary.getOperator();
        return switch (symbol) {
            case ">" -> apply(binary, Op.LT, binary.getRight(), binary.getLeft());
            case ">=" -> apply(binary, Op.LE, binary.getRight(), binary.getLeft());
            default -> apply(binary, Op.bySymbol(symbol).orElseThrow(() -> notElementwise(binary)), binary.getLeft(),
                    binary.getRight());
        };
    }

    private ColumnValues call(Call call) {
        Op function = functions().stream().filter(op -> op.symbol().equals(call.getName())).findFirst()
                .orElseThrow(() -> fail(Problem.error("PEN-5102", "there is no elementwise function '" + call.getName()
                        + "'.").offering(Nearest.to(call.getName(), functions().stream().map(Op::symbol).toList())),
                        call));
        if (call.getArguments().size() != function.arity()) {
            throw fail(Problem.error("PEN-5102", call.getName() + " takes " + function.arity() + " arguments, not "
                    + call.getArguments().size() + "."), call);
        }
        return apply(call, function, call.getArguments().stream().map(Argument::getValue).toArray(Expression[]::new));
    }

    private static List<Op> functions() {
        return Arrays.stream(Op.values())
                .filter(op -> Character.isLetter(op.symbol().charAt(0)) && !NOT_FUNCTIONS.contains(op)).toList();
    }

    private ColumnValues apply(Expression whole, Op op, Expression... arguments) {
        List<ColumnValues> values = Arrays.stream(arguments).map(this::evaluate).toList();
        List<List<Integer>> shapes = values.stream().filter(one -> !one.isScalar()).map(ColumnValues::shape).distinct()
                .toList();
        if (shapes.size() > 1) {
            throw fail(Problem.error("PEN-5103", "both sides of '" + op.symbol() + "' have one shape or are scalars; "
                    + "found " + shapes.get(0) + " and " + shapes.get(1) + "."), whole);
        }
        ColumnValues result = ColumnValues.apply(op, values);
        for (int k = 0; k < result.values().length; k++) {
            if (Double.isNaN(result.values()[k]) && !result.isMissing(k)) {
                throw notNumber(whole, op, values, result, k);
            }
        }
        return result;
    }

    private PenumbraException notNumber(Expression whole, Op op, List<ColumnValues> arguments, ColumnValues result,
            int element) {
        String operands = String.join(", ",
                arguments.stream().map(one -> Double.toString(one.value(element))).toList());
        String place = result.place().apply(element);
        return fail(Problem.error("PEN-5104", "'" + op.symbol() + "' of " + operands + " is not a number"
                + (place.isEmpty() ? "" : " (" + place + ")") + ".").advise("Keep such rows out with 'where'."), whole);
    }

    private PenumbraException notElementwise(Expression expression) {
        return fail(Problem.error("PEN-5102", "data bind to a column, or to an elementwise expression over columns: "
                + "numbers, arithmetic, comparisons and functions such as log."), expression);
    }

    private PenumbraException fail(Problem problem, EObject where) {
        return PenumbraException.badInput(problem.at(locations.apply(where)));
    }
}
