package org.penumbra.visualization;

import java.util.List;
import java.util.Map;
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
import org.penumbra.model.Type;
import org.penumbra.model.Unary;
import org.penumbra.model.VariableRef;

/** Expressions and types as a person writes them in a model, with no more parentheses than needed. */
final class Notation {

    private static final Map<String, Integer> BINDING = Map.ofEntries(Map.entry("||", 1), Map.entry("&&", 2),
            Map.entry("==", 3), Map.entry("!=", 3), Map.entry("<", 4), Map.entry("<=", 4), Map.entry(">", 4),
            Map.entry(">=", 4), Map.entry("+", 5), Map.entry("-", 5), Map.entry("*", 6), Map.entry("/", 6),
            Map.entry("%", 6), Map.entry("@", 6), Map.entry("^", 8));
    private static final int UNARY = 7;
    private static final int POSTFIX = 9;

    private Notation() {
    }

    static String of(Expression expression) {
        return switch (expression) {
            case NumberLiteral number -> number(number.getValue());
            case StringLiteral string -> quoted(string.getValue());
            case BooleanLiteral truth -> Boolean.toString(truth.isValue());
            case VariableRef reference -> name(reference);
            case IndexAccess access -> within(access.getTarget(), POSTFIX) + subscripts(access.getSubscripts());
            case Call call -> call.getName() + arguments(call.getArguments());
            case Invoke invoke -> within(invoke.getTarget(), POSTFIX) + arguments(invoke.getArguments());
            case Member member -> within(member.getTarget(), POSTFIX) + "." + member.getName();
            case Unary unary -> unary.getOperator() + within(unary.getOperand(), UNARY);
            case Binary binary -> binary(binary);
            case Transpose transpose -> within(transpose.getOperand(), POSTFIX) + "'";
            case Conditional choice -> "if " + of(choice.getCondition()) + " then " + of(choice.getThen()) + " else "
                    + of(choice.getOtherwise());
            case ListLiteral list -> "[" + joined(list.getElements()) + "]";
            default -> throw new IllegalArgumentException("no notation for " + expression.eClass().getName());
        };
    }

    static String of(Type type) {
        String bounds = type.getArguments().isEmpty() ? "" : arguments(type.getArguments());
        return type.getName() + bounds + brackets(type.getDimensions());
    }

    /** {@code [i, k]}, or nothing when there are none. */
    static String brackets(List<Expression> indices) {
        return indices.isEmpty() ? ""
                : indices.stream().map(Notation::index).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String joined(List<Expression> expressions) {
        return expressions.stream().map(Notation::of).collect(Collectors.joining(", "));
    }

    private static String arguments(List<Argument> arguments) {
        return arguments.stream()
                .map(argument -> (argument.getName() == null ? "" : argument.getName() + " = ")
                        + of(argument.getValue()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String subscripts(List<Subscript> subscripts) {
        return subscripts.stream().map(Notation::subscript).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String subscript(Subscript subscript) {
        if (subscript.getFrom() == null) {
            return "";
        }
        return subscript.getTo() == null ? index(subscript.getFrom())
                : index(subscript.getFrom()) + ".." + index(subscript.getTo());
    }

    /** Set closely, as in {@code s[t-1]}. */
    private static String index(Expression expression) {
        String text = of(expression);
        return expression instanceof Binary ? text.replace(" + ", "+").replace(" - ", "-") : text;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String name(VariableRef reference) {
        return reference.getVariable() == null || reference.getVariable().getName() == null ? "?"
                : reference.getVariable().getName();
    }

    private static String binary(Binary binary) {
        int level = BINDING.get(binary.getOperator());
        boolean power = binary.getOperator().equals("^");
        String left = within(binary.getLeft(), power ? level + 1 : level);
        String right = within(binary.getRight(), power ? level : level + 1);
        return power ? left + "^" + right : left + " " + binary.getOperator() + " " + right;
    }

    private static String within(Expression expression, int level) {
        String text = of(expression);
        return level(expression) < level ? "(" + text + ")" : text;
    }

    private static int level(Expression expression) {
        return switch (expression) {
            case Conditional choice -> 0;
            case Binary binary -> BINDING.get(binary.getOperator());
            case Unary unary -> UNARY;
            case NumberLiteral number when number.getValue() < 0 -> UNARY;
            default -> POSTFIX + 1;
        };
    }

    /** The shortest text that reads back as the same number: {@code 10}, {@code 0.05}, {@code 1e-6}. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        String text = Double.toString(value);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        String digits = text.substring(0, exponent);
        String mantissa = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
        return mantissa + "e" + text.substring(exponent + 1);
    }
}
