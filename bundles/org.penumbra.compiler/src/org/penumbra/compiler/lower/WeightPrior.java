package org.penumbra.compiler.lower;

import org.penumbra.compiler.optimize.Facts;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.model.Sample;
import org.penumbra.model.Type;

/** A weight of a network with a prior: the statement that a model would declare it with. */
final class WeightPrior {

    private final Sample sample;
    private final Resolved distribution;
    private final Scope scope;

    WeightPrior(WeightSites.Weight weight, DistributionLowering distributions, Refusal refusal) {
        this.scope = weight.scope().withoutLoops();
        this.distribution = distributions.ofSite(weight.prior().orElseThrow(), scope);
        this.sample = PenumbraFactory.eINSTANCE.createSample();
        sample.setName(weight.name());
        sample.setType(type(weight));
        refusal.standIn(sample, weight.where());
        if (distribution.signature().discrete() || distribution.signature().isMultivariate()
                || distribution.signature().isPoint()) {
            throw refusal.at(weight.prior().get(), "PEN-2972", "Each element of a weight has the prior, so that is a "
                    + "continuous distribution of one number; found " + distribution.name() + " for '" + weight.name()
                    + "'.");
        }
        for (Value parameter : distribution.arguments()) {
            if (!parameter.isScalar() || !new Facts().of(parameter.expression()).indices().isEmpty()) {
                throw refusal.at(weight.prior().get(), "PEN-2972", "All calls of a network share its weights, so the "
                        + "prior of '" + weight.name() + "' has numbers for parameters that are the same in all of "
                        + "them; found others.", "Give the network a parameter that is the same in every call.");
            }
        }
    }

    private static Type type(WeightSites.Weight weight) {
        Type type = PenumbraFactory.eINSTANCE.createType();
        type.setName("real");
        for (int extent : weight.described().shape()) {
            NumberLiteral size = PenumbraFactory.eINSTANCE.createNumberLiteral();
            size.setValue(extent);
            type.getDimensions().add(size);
        }
        return type;
    }

    Sample sample() {
        return sample;
    }

    Resolved distribution() {
        return distribution;
    }

    /** Outside of the loops of the call. */
    Scope scope() {
        return scope;
    }
}
