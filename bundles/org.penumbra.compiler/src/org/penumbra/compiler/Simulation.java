package org.penumbra.compiler;

import java.util.Map;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.target.Simulator;
import org.penumbra.math.RandomStream;

/** A model that data are drawn from: sites from their priors, then what is observed, in the order of the text. */
public final class Simulation {

    private final Generation generation;

    Simulation(Generation generation) {
        this.generation = generation;
    }

    /**
     * @param data what was drawn in the place of the observed data, by declared name; NaN where no statement draws an
     *        element
     * @param sites the latent and deterministic sites behind them, on their own scale
     */
    public record Drawn(Map<String, BoundArray> data, Map<String, BoundArray> sites) {
    }

    /**
     * One draw of everything.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) where nothing can be drawn: an improper prior, a
     *         parameter outside of its support, a draw that is not of the declared type
     */
    public Drawn draw(RandomStream random) {
        Simulator simulator = new Simulator(generation, random);
        return new Drawn(simulator.data(), simulator.sites());
    }
}
