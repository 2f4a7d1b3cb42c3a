package org.penumbra.compiler.batch;

/** Which part of a log density a program of a few rows is to compute. */
enum Share {
    /** All of it, each row with the weight of those that were not drawn. */
    ESTIMATE,
    /** What the rows add, each counted once. */
    ROWS,
    /** What stands outside of the plates. */
    REST
}
