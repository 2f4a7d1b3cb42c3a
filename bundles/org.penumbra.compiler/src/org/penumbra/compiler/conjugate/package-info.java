/**
 * Finds the exponential families in a joint log density: expands it into products of sufficient statistics, decides
 * what is one factor, and compiles the expected log density with its gradient by expected statistics.
 */
package org.penumbra.compiler.conjugate;
