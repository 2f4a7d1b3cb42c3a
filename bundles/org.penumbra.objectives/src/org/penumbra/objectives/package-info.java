/**
 * What variational inference climbs: bounds on the log evidence, divergences from the posterior, and estimators of
 * their gradients. Particles are drawn one after another and evaluated side by side, so that threads change no bit.
 */
package org.penumbra.objectives;
