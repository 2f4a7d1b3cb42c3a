package org.penumbra.math.products;

/** In which numbers a product of matrices is computed. What it is made of and what it is added to are doubles. */
public enum Precision {

    /** 64 bits. */
    DOUBLE,

    /**
     * Factors are rounded to 32 bits and multiplied in 32 bits; sums over at most {@link MatrixProduct#BLOCK} products
     * are 32-bit numbers, and are added in 64 bits.
     */
    SINGLE
}
