package org.penumbra.benchmarks;

import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.penumbra.compiler.BoundArray;

/** The terrain model, 170 rows and 5 parameters; beside a scalar loop and a loop of vectors written by hand. */
public class RuggedBenchmark extends CompiledGradient {

    private ByHand byHand;
    private ByHand byVectors;

    public RuggedBenchmark() {
        super("rugged");
    }

    @Override
    void rivals(Workload workload) {
        Map<String, BoundArray> data = workload.data();
        double[] africa = data.get("africa").values();
        double[] rugged = data.get("rugged").values();
        double[] logGdp = data.get("logGdp").values();
        byHand = same(new RuggedByHand(africa, rugged, logGdp));
        byVectors = same(new RuggedByVectors(africa, rugged, logGdp));
    }

    @Override
    Map<String, Double> limits() {
        return Map.of("byVectors", 1.3);
    }

    @Benchmark
    public double byHand() {
        return run(byHand);
    }

    @Benchmark
    public double byVectors() {
        return run(byVectors);
    }
}
