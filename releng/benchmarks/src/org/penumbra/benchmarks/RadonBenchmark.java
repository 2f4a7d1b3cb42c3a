package org.penumbra.benchmarks;

import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.penumbra.compiler.BoundArray;

/** A hierarchy that gathers 85 intercepts for 919 rows; beside a loop written by hand. */
public class RadonBenchmark extends CompiledGradient {

    private ByHand byHand;

    public RadonBenchmark() {
        super("radon");
    }

    @Override
    void rivals(Workload workload) {
        Map<String, BoundArray> data = workload.data();
        byHand = same(new RadonByHand(data.get("county").values(), data.get("uppm").values(),
                data.get("floor").values(), data.get("radon").values(), (int) data.get("groups").values()[0]));
    }

    @Benchmark
    public double byHand() {
        return run(byHand);
    }
}
