package org.penumbra.inference.conjugate;

import java.util.Optional;

/**
 * Whether a target has closed-form updates.
 *
 * @param form the updates; empty when there are none
 * @param obstacle what stands in the way, in plain words with the site's name; empty when there is a form
 */
public record Conjugacy(Optional<ConjugateForm> form, String obstacle) {

    public static Conjugacy of(ConjugateForm form) {
        return new Conjugacy(Optional.of(form), "");
    }

    public static Conjugacy none(String obstacle) {
        return new Conjugacy(Optional.empty(), obstacle);
    }

    /** Itself, unless some sites are fitted by gradient, which then stand in the way. */
    public Conjugacy withoutGradients() {
        return form.stream().flatMap(one -> one.groups().stream()).filter(GradientFactors.class::isInstance)
                .findFirst().map(block -> none(block.name() + " have no conjugate family.")).orElse(this);
    }
}
