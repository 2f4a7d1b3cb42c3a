/**
 * What makes the divergence of a guide from a prior exact: closed forms of expected log densities, contributed through
 * {@code org.penumbra.inference.divergences}, and the parts of a prior that they apply to.
 */
package org.penumbra.inference.divergences;
