package org.penumbra.benchmarks;

/** Gaussian-process regression with 100 points: covariance matrix, Cholesky factor and their adjoints. */
public class GpBenchmark extends CompiledGradient {

    public GpBenchmark() {
        super("gp");
    }
}
