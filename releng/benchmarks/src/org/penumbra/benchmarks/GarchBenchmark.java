package org.penumbra.benchmarks;

import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.penumbra.compiler.BoundArray;

/** GARCH(1,1), 1000 steps: a recurrence and its reverse; beside loops written by hand. */
public class GarchBenchmark extends CompiledGradient {

    private ByHand byHand;

    public GarchBenchmark() {
        super("garch");
    }

    @Override
    void rivals(Workload workload) {
        Map<String, BoundArray> data = workload.data();
        byHand = same(new GarchByHand(data.get("y").values(), data.get("sigma1").values()[0]));
    }

    @Benchmark
    public double byHand() {
        return run(byHand);
    }
}
