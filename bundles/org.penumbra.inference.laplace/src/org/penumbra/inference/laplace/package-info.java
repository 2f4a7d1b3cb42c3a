/** The Laplace approximation. */
package org.penumbra.inference.laplace;
