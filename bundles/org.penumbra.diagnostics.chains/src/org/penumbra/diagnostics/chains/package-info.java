/** Whether draws of Markov chains are to be believed. */
package org.penumbra.diagnostics.chains;
