package org.penumbra.session;

import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.BoundArray;
import org.penumbra.model.Model;

/**
 * Data drawn from a model.
 *
 * @param model they were drawn from
 * @param seed of the random stream
 * @param data every declared datum by name, in the order of the text: what was given, and what was drawn in the place
 *        of the observed data
 * @param drawn which of them were drawn
 * @param sites the latent and deterministic sites behind them, on their own scale
 */
public record Simulated(Model model, long seed, Map<String, BoundArray> data, Set<String> drawn,
        Map<String, BoundArray> sites) {
}
