/** Climbing to a mode: what algorithms and guides share that need second-order steps on a smooth log density. */
package org.penumbra.inference.ascent;
