package org.penumbra.benchmarks;

import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.penumbra.compiler.BoundArray;

/** Autoregression of order 3, 1000 steps; beside a loop written by hand. */
public class ArBenchmark extends CompiledGradient {

    private ByHand byHand;

    public ArBenchmark() {
        super("ar");
    }

    @Override
    void rivals(Workload workload) {
        Map<String, BoundArray> data = workload.data();
        byHand = same(new ArByHand(data.get("y").values()));
    }

    @Benchmark
    public double byHand() {
        return run(byHand);
    }
}
