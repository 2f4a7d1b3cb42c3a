package org.penumbra.lang.types;

import java.util.List;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.model.Binary;
import org.penumbra.model.Expression;
import org.penumbra.model.Unary;

/** Types of operators. */
final class Operators {

    private final Typing typing;
    private final Report report;

    Operators(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    ValueType unary(Unary unary) {
        ValueType operand = typing.of(unary.getOperand());
        if (unary.getOperator().equals("!")) {
            expectTruth(unary.getOperand(), "!");
            return operand.withElement(ElementType.BOOL).withRange(Range.UNIT);
        }
        expectNumber(unary.getOperand(), "-");
        return number(operand).withRange(operand.range().negate());
    }

    ValueType binary(Binary binary) {
        String operator = binary.getOperator();
        boolean logic = operator.equals("&&") || operator.equals("||");
        for (Expression operand : List.of(binary.getLeft(), binary.getRight())) {
            if (logic) {
                expectTruth(operand, operator);
            } else {
                expectNumber(operand, operator);
            }
        }
        if (operator.equals("@")) {
            return product(binary);
        }
        ValueType common = typing.broadcast(List.of(binary.getLeft(), binary.getRight()), binary);
        return switch (operator) {
            case "+", "-", "*", "/", "%", "^" -> arithmetic(binary, number(common));
            default -> common.isKnown() ? common.withElement(ElementType.BOOL).withRange(Range.UNIT) : common;
        };
    }

    private ValueType arithmetic(Binary binary, ValueType common) {
        Range left = typing.of(binary.getLeft()).range();
        Range right = typing.of(binary.getRight()).range();
        return switch (binary.getOperator()) {
            case "+" -> common.withRange(left.plus(right));
            case "-" -> common.withRange(left.plus(right.negate()));
            case "*" -> common.withRange(isSquare(binary) ? left.power(Range.of(2)) : left.times(right));
            case "/" -> real(common).withRange(left.dividedBy(right));
            case "^" -> (right.low() < 0 ? real(common) : common).withRange(left.power(right));
            default -> common;
        };
    }

    private static boolean isSquare(Binary binary) {
        return Places.text(binary.getLeft()).equals(Places.text(binary.getRight()));
    }

    private static ValueType real(ValueType type) {
        return type.isKnown() ? type.withElement(ElementType.REAL) : type;
    }

    private static ValueType number(ValueType type) {
        return type.element() == ElementType.BOOL ? type.withElement(ElementType.INT) : type;
    }

    private ValueType product(Binary binary) {
        ValueType left = typing.of(binary.getLeft());
        ValueType right = typing.of(binary.getRight());
        if (!left.shape().isKnown() || !right.shape().isKnown()) {
            return ValueType.of(ElementType.REAL, Shape.UNKNOWN, Range.ALL, binary);
        }
        boolean shaped = isVectorOrMatrix(left) && isVectorOrMatrix(right);
        if (!shaped || left.shape().last().conflicts(right.shape().extents().get(0))) {
            report.add(LanguageProblem.SHAPE_MISMATCH
                    .problem("Expected matrices or vectors whose inner lengths agree around '@', found "
                            + typing.describe(left) + " and " + typing.describe(right) + ".")
                    .advise("'*' multiplies elementwise."), binary);
            return ValueType.UNKNOWN;
        }
        List<Extent> rows = left.shape().extents().subList(0, left.shape().rank() - 1);
        Shape columns = new Shape(right.shape().extents().subList(1, right.shape().rank()));
        return ValueType.of(ElementType.REAL, columns.inside(rows), Range.ALL, binary);
    }

    private static boolean isVectorOrMatrix(ValueType type) {
        return type.shape().rank() == 1 || type.shape().rank() == 2;
    }

    private void expectTruth(Expression operand, String operator) {
        ValueType type = typing.of(operand);
        if (type.isKnown() && type.element() != ElementType.BOOL) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected a truth value beside '" + operator
                    + "', found " + type + "."), operand);
        }
    }

    private void expectNumber(Expression operand, String operator) {
        if (typing.of(operand).element() == ElementType.TEXT) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected a number beside '" + operator
                    + "', found text."), operand);
        }
    }
}
