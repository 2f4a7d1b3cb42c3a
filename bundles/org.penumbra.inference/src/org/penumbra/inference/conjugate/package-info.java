/**
 * Models whose log joint density is multilinear in sufficient statistics, so that the best factor of a mean-field
 * approximation given all others is known in closed form (Winn and Bishop 2005; Hoffman, Johnson and Tran 2018).
 */
package org.penumbra.inference.conjugate;
