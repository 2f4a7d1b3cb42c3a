/** Products of matrices, as layers of networks need them: fast, and with the same bits whatever computes them. */
package org.penumbra.math.products;
