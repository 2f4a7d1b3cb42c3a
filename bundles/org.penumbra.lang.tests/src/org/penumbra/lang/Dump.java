package org.penumbra.lang;

import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.model.Argument;
import org.penumbra.model.Binary;
import org.penumbra.model.BooleanLiteral;
import org.penumbra.model.Call;
import org.penumbra.model.Conditional;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexAccess;
import org.penumbra.model.Invoke;
import org.penumbra.model.ListLiteral;
import org.penumbra.model.Member;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.StringLiteral;
import org.penumbra.model.Subscript;
import org.penumbra.model.Transpose;
import org.penumbra.model.Unary;
import org.penumbra.model.VariableRef;

/** Expressions with all their parentheses: {@code (a + (b * c))}. */
final class Dump {

    private Dump() {
    }

    static String of(Expression expression) {
        return switch (expression) {
            case NumberLiteral number -> number.isInteger() ? Long.toString((long) number.getValue())
                    : Double.toString(number.getValue());
            case StringLiteral text -> '"' + text.getValue() + '"';
            case BooleanLiteral truth -> Boolean.toString(truth.isValue());
            case VariableRef use -> use.getVariable() == null ? "?" : use.getVariable().getName();
            case Unary unary -> "(" + unary.getOperator() + of(unary.getOperand()) + ")";
            case Binary binary -> "(" + of(binary.getLeft()) + " " + binary.getOperator() + " "
                    + of(binary.getRight()) + ")";
            case Transpose transpose -> of(transpose.getOperand()) + "'";
            case Conditional choice -> "(if " + of(choice.getCondition()) + " then " + of(choice.getThen()) + " else "
                    + of(choice.getOtherwise()) + ")";
            case Call call -> call.getName() + arguments(call.getArguments());
            case Invoke invoke -> "<" + of(invoke.getTarget()) + ">" + arguments(invoke.getArguments());
            case Member member -> of(member.getTarget()) + "." + member.getName();
            case IndexAccess access -> of(access.getTarget()) + access.getSubscripts().stream().map(Dump::subscript)
                    .collect(Collectors.joining(", ", "[", "]"));
            case ListLiteral list -> list.getElements().stream().map(Dump::of)
                    .collect(Collectors.joining(", ", "[", "]"));
            default -> throw new AssertionError(expression);
        };
    }

    private static String arguments(List<Argument> arguments) {
        return arguments.stream().map(a -> (a.getName() == null ? "" : a.getName() + " = ") + of(a.getValue()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String subscript(Subscript subscript) {
        return subscript.getFrom() == null ? "" : of(subscript.getFrom())
                + (subscript.getTo() == null ? "" : ".." + of(subscript.getTo()));
    }
}
