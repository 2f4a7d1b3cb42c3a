package org.penumbra.math.products;

/** Computes a rectangle of a product, with memory of its own. */
interface Part {

    /** Adds alpha op(A) op(B) to the rows and columns of C from the first, included, to the last, excluded. */
    void add(Operands operands, int fromRow, int toRow, int fromColumn, int toColumn);
}
