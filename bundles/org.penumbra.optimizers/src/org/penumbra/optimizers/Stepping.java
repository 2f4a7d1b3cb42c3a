package org.penumbra.optimizers;

/** What the options of every optimiser have in common; records that implement it repeat the components. */
interface Stepping {

    double lr();

    Schedule schedule();

    double finalFactor();

    int warmup();

    double clipNorm();

    double clipValue();

    String sites();
}
