/** What the ends of all algorithms share: many evaluations side by side, draws from a guide, states to go on from. */
package org.penumbra.inference.draws;
