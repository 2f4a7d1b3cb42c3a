package org.penumbra.compiler.code;

/**
 * Where a piece of a split loop is run.
 *
 * @param code shares with the whole what is stored, but for what each piece has for itself
 * @param scratch its scratch memory
 * @param stored its arrays
 */
record Seat(Generated code, double[] scratch, double[][] stored) {
}
