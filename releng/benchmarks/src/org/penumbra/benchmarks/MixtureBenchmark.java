package org.penumbra.benchmarks;

/** A mixture of 3 normal distributions, 1000 rows. */
public class MixtureBenchmark extends CompiledGradient {

    public MixtureBenchmark() {
        super("mixture");
    }
}
