package org.penumbra.visualization;

import java.util.List;
import org.penumbra.model.Binary;
import org.penumbra.model.Call;
import org.penumbra.model.Conditional;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexAccess;
import org.penumbra.model.ListLiteral;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.Subscript;
import org.penumbra.model.Transpose;
import org.penumbra.model.Unary;
import org.penumbra.model.VariableRef;

/** The expressions of {@link ModelText}, by recursive descent. */
final class ExpressionText {

    private static final List<List<String>> LEVELS = List.of(List.of("||"), List.of("&&"), List.of("==", "!="),
            List.of("<", "<=", ">", ">="), List.of("+", "-"), List.of("*", "/", "%", "@"));

    private final ModelText text;

    ExpressionText(ModelText text) {
        this.text = text;
    }

    Expression read() {
        if (!text.accept("if")) {
            return binary(0);
        }
        Conditional choice = ModelText.FACTORY.createConditional();
        choice.setCondition(read());
        text.expect("then");
        choice.setThen(read());
        text.expect("else");
        choice.setOtherwise(read());
        return choice;
    }

    private Expression binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Expression left = binary(level + 1);
        while (LEVELS.get(level).contains(text.peek())) {
            left = join(left, text.take(), binary(level + 1));
        }
        return left;
    }

    private static Binary join(Expression left, String operator, Expression right) {
        Binary binary = ModelText.FACTORY.createBinary();
        binary.setLeft(left);
        binary.setOperator(operator);
        binary.setRight(right);
        return binary;
    }

    private Expression unary() {
        if (!text.peek().equals("-") && !text.peek().equals("!")) {
            return power();
        }
        Unary unary = ModelText.FACTORY.createUnary();
        unary.setOperator(text.take());
        unary.setOperand(unary());
        return unary;
    }

    private Expression power() {
        Expression base = postfix();
        return text.accept("^") ? join(base, "^", unary()) : base;
    }

    private Expression postfix() {
        Expression value = primary();
        while (text.peek().equals("[") || text.peek().equals("'")) {
            value = text.accept("'") ? transpose(value) : index(value);
        }
        return value;
    }

    private static Transpose transpose(Expression value) {
        Transpose transpose = ModelText.FACTORY.createTranspose();
        transpose.setOperand(value);
        return transpose;
    }

    private IndexAccess index(Expression target) {
        text.expect("[");
        IndexAccess access = ModelText.FACTORY.createIndexAccess();
        access.setTarget(target);
        while (!text.accept("]")) {
            access.getSubscripts().add(subscript());
            if (text.accept(",") && text.peek().equals("]")) {
                access.getSubscripts().add(ModelText.FACTORY.createSubscript());
            }
        }
        return access;
    }

    private Subscript subscript() {
        Subscript subscript = ModelText.FACTORY.createSubscript();
        if (!text.peek().equals(",")) {
            subscript.setFrom(read());
            if (text.accept("..")) {
                subscript.setTo(read());
            }
        }
        return subscript;
    }

    private Expression primary() {
        if (text.accept("(")) {
            Expression inner = read();
            text.expect(")");
            return inner;
        }
        if (text.accept("[")) {
            ListLiteral list = ModelText.FACTORY.createListLiteral();
            text.list(list.getElements(), "]");
            return list;
        }
        return Character.isDigit(text.peek().charAt(0)) ? number() : text.looksAt(1, "(") ? call() : reference();
    }

    private NumberLiteral number() {
        String digits = text.take();
        NumberLiteral number = ModelText.FACTORY.createNumberLiteral();
        number.setValue(Double.parseDouble(digits));
        number.setInteger(digits.chars().allMatch(Character::isDigit));
        return number;
    }

    private Call call() {
        Call call = ModelText.FACTORY.createCall();
        call.setName(text.take());
        text.expect("(");
        text.arguments(call.getArguments());
        return call;
    }

    private VariableRef reference() {
        VariableRef reference = ModelText.FACTORY.createVariableRef();
        reference.setVariable(text.variable(text.take()));
        return reference;
    }
}
