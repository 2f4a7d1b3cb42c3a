/** Distributions that are made of others: mixtures, censoring, transformations and the like. */
package org.penumbra.distribution.combinator;
