package org.penumbra.compiler;

/** What can be printed of a compilation. */
public enum Phase {
    /** The log density as an expression over free coordinates, before and after optimisation. */
    IR,
    /** What is added to each coordinate of the gradient. */
    GRADIENT,
    /** The generated methods. */
    BYTECODE
}
