package org.penumbra.benchmarks;

import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.penumbra.compiler.BoundArray;

/** Eight schools, non-centred; beside a loop written by hand. */
public class SchoolsBenchmark extends CompiledGradient {

    private ByHand byHand;

    public SchoolsBenchmark() {
        super("schools");
    }

    @Override
    void rivals(Workload workload) {
        Map<String, BoundArray> data = workload.data();
        byHand = same(new SchoolsByHand(data.get("y").values(), data.get("sigma").values()));
    }

    @Benchmark
    public double byHand() {
        return run(byHand);
    }
}
