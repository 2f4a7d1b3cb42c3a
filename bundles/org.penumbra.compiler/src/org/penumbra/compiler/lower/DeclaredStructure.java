package org.penumbra.compiler.lower;

import java.util.Optional;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.model.Sample;
import org.penumbra.model.Type;

/** The structure of a latent site: that of its distribution, cut with that of its declared type. */
final class DeclaredStructure {

    private final Refusal refusal;

    DeclaredStructure(Refusal refusal) {
        this.refusal = refusal;
    }

    static Optional<Structure> of(Type type) {
        return type == null ? Optional.empty() : Structure.named(type.getName());
    }

    /**
     * As with bounds, a type that cuts a distribution does not renormalise it: {@code mu : ordered[K] ~ Normal(0, 1)}
     * is the density of independent elements on the ordered vectors.
     */
    Optional<Structure> of(Sample sample, Resolved distribution) {
        Optional<Structure> declared = of(sample.getType());
        Signature signature = distribution.signature();
        Optional<Structure> natural = signature.structure();
        if (declared.isEmpty()) {
            requireNoOtherType(sample, natural, distribution);
            return natural;
        }
        if (natural.isPresent() && !natural.equals(declared)) {
            throw wrongType(sample, distribution, "draws a " + natural.get());
        }
        boolean improper = signature.parameters().isEmpty();
        if (natural.isEmpty() && declared.get().rank() == 2 && !improper) {
            throw wrongType(sample, distribution, "is not a distribution of such matrices");
        }
        boolean cut = natural.isEmpty() && !signature.support().equals(Support.REAL);
        if (cut && declared.get() == Structure.ORDERED) {
            throw wrongType(sample, distribution, "draws " + signature.supportText()
                    + ": write positiveOrdered, or use a distribution on the reals");
        }
        return declared;
    }

    private void requireNoOtherType(Sample sample, Optional<Structure> natural, Resolved distribution) {
        Type type = sample.getType();
        if (natural.isPresent() && type != null && (!type.getName().equals("real") || !type.getArguments().isEmpty())) {
            throw wrongType(sample, distribution, "draws a " + natural.get());
        }
    }

    private RuntimeException wrongType(Sample sample, Resolved distribution, String why) {
        return refusal.at(sample.getType(), "PEN-2342", "'" + sample.getName() + "' is declared "
                + sample.getType().getName() + ", but " + distribution.name() + " " + why + ".");
    }
}
