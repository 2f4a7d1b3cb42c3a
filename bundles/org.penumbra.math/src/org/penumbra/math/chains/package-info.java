/**
 * What draws of Markov chains are worth: R-hat, effective sample sizes, Monte Carlo standard errors (Vehtari, Gelman,
 * Simpson, Carpenter and Buerkner 2021), and the energy fraction of Hamiltonian chains (Betancourt 2016).
 */
package org.penumbra.math.chains;
