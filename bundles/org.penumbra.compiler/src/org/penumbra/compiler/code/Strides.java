package org.penumbra.compiler.code;

import java.util.OptionalInt;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** How far apart in memory the elements are that successive iterations read or write. */
final class Strides {

    private Strides() {
    }

    /** What an integer expression gains from one value of the index to the next; empty when that varies. */
    static OptionalInt of(Expr offset, Index index) {
        return switch (offset) {
            case Constant constant -> OptionalInt.of(0);
            case Index other -> OptionalInt.of(other.equals(index) ? 1 : 0);
            case Element element -> isFixed(element.offset(), index) ? OptionalInt.of(0) : OptionalInt.empty();
            case Apply apply -> of(apply, index);
            case Sum sum -> OptionalInt.empty();
        };
    }

    private static boolean isFixed(Expr expression, Index index) {
        OptionalInt stride = of(expression, index);
        return stride.isPresent() && stride.getAsInt() == 0;
    }

    private static OptionalInt of(Apply apply, Index index) {
        if (apply.arguments().stream().allMatch(argument -> isFixed(argument, index))) {
            return OptionalInt.of(0);
        }
        OptionalInt a = of(apply.argument(0), index);
        OptionalInt b = apply.op().arity() == 2 ? of(apply.argument(1), index) : OptionalInt.of(0);
        if (a.isEmpty() || b.isEmpty()) {
            return OptionalInt.empty();
        }
        return switch (apply.op()) {
            case ADD -> OptionalInt.of(a.getAsInt() + b.getAsInt());
            case SUB -> OptionalInt.of(a.getAsInt() - b.getAsInt());
            case NEG -> OptionalInt.of(-a.getAsInt());
            case MUL -> product(apply, a.getAsInt(), b.getAsInt());
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt product(Apply apply, int a, int b) {
        if (apply.argument(0) instanceof Constant factor) {
            return OptionalInt.of((int) factor.value() * b);
        }
        return apply.argument(1) instanceof Constant factor ? OptionalInt.of((int) factor.value() * a)
                : OptionalInt.empty();
    }
}
