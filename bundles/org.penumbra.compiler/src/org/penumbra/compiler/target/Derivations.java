package org.penumbra.compiler.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Plate;
import org.penumbra.inference.Target;

/** What else can be compiled of a model, when it is asked for. Serves several threads. */
public interface Derivations {

    /** The prior density in the coordinates of the model; empty for a prior. */
    Optional<Target> prior();

    List<Plate> plates();

    /** The terms of the density and what they depend on; empty when that is not known. */
    Optional<FactorGraph> factorGraph();

    /** The code of minibatches of such sizes. */
    MinibatchCode minibatch(Map<String, Integer> sizes);

    /**
     * The same in coordinates of what stands outside of the plates and of the rows.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2952) where these are not enough
     */
    LocalCode local(Map<String, Integer> sizes);

    /** @param full the target that is estimated */
    MinibatchTarget subsample(Target full, Map<String, Integer> sizes, Sampling sampling);
}
