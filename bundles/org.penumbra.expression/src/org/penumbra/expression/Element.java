package org.penumbra.expression;

/**
 * One element of an array.
 *
 * @param array where it is read
 * @param offset 0-based row-major position: an integer-valued expression of constants, indices and data
 */
public record Element(Array array, Expr offset) implements Expr {

    @Override
    public String toString() {
        return array.shape().isEmpty() ? array.name() : array.name() + "{" + offset + "}";
    }
}
