package org.penumbra.compiler.lower;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.model.Expression;
import org.penumbra.network.LayerWeight;

/** Makes the sites that weights of networks are. */
interface WeightSites {

    /** All elements of a new weight. */
    Value make(Weight weight);

    /**
     * A weight of a network.
     *
     * @param name of the site: {@code Encoder.h.weight}
     * @param described by its layer
     * @param prior the distribution that each element has; empty when it is a parameter
     * @param scope what the prior may name, outside of loops
     * @param where its layer stands
     */
    record Weight(String name, LayerWeight described, Optional<Expression> prior, Scope scope, EObject where) {
    }
}
