package org.penumbra.compiler.target;

import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.Conjugacy;

/** Makes the closed-form updates of a model for one thread, when they are asked for. */
public interface ClosedForms {

    /** Of all sites, or none. */
    Conjugacy pure();

    /** With the sites fitted by gradient that have none, as long as some have. */
    Conjugacy mixed();

    /** Of all sites, from a few rows of a plate at a time. */
    BatchConjugacy batches(String plate);
}
