package org.penumbra.expression;

/** A number that is known now. NaN and the infinities are allowed. */
public record Constant(double value) implements Expr {

    @Override
    public String toString() {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }
}
