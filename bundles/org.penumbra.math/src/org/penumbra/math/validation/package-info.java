/** How well draws predict: expected log predictive densities by cross-validation, by WAIC, and of held-out data. */
package org.penumbra.math.validation;
