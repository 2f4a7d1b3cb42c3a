package org.penumbra.compiler.code;

import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;

/** Upper estimates of bytecode sizes, for splitting methods before the JIT compiler refuses them. */
final class Sizes {

    /** HotSpot never compiles a method of more than 8,000 bytes (HugeMethodLimit); the rest is room for error. */
    static final int METHOD_LIMIT = 6_000;

    private Sizes() {
    }

    static int of(Expr node) {
        return switch (node) {
            case Apply apply -> 12 + 4 * apply.arguments().size();
            case Element element -> 12 + ofInteger(element.offset());
            default -> 12;
        };
    }

    static int ofInteger(Expr expression) {
        return switch (expression) {
            case Apply apply -> 1 + apply.arguments().stream().mapToInt(Sizes::ofInteger).sum();
            case Element element -> 6 + ofInteger(element.offset());
            default -> 4;
        };
    }
}
