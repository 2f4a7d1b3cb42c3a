/** What layers of networks do to each number in the end, one at a time and in vectors, with the same bits. */
package org.penumbra.math.activations;
