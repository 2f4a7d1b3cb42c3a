package org.penumbra.benchmarks;

/** A hidden Markov chain of 500 steps and 3 states, summed out by the forward algorithm. */
public class HmmBenchmark extends CompiledGradient {

    public HmmBenchmark() {
        super("hmm");
    }
}
