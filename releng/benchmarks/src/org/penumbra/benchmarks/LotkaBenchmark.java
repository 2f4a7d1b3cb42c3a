package org.penumbra.benchmarks;

/** Lotka-Volterra equations with sensitivities, 20 times. */
public class LotkaBenchmark extends CompiledGradient {

    public LotkaBenchmark() {
        super("lotka");
    }
}
