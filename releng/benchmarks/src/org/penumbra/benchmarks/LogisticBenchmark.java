package org.penumbra.benchmarks;

import java.util.Map;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;

/** Logistic regression, 100,000 x 50; beside a loop written by hand and reading the matrix once from memory. */
public class LogisticBenchmark extends CompiledGradient {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private ByHand byHand;
    private double[] matrix;

    public LogisticBenchmark() {
        super("logistic");
    }

    @Override
    void rivals(Workload workload) {
        matrix = workload.data().get("X").values();
        byHand = same(new LogisticByHand(matrix, workload.data().get("y").values()));
    }

    @Override
    Map<String, Double> limits() {
        return Map.of("readOnce", 2.0);
    }

    @Benchmark
    public double byHand() {
        return run(byHand);
    }

    /** Adds all elements, in so many sums that memory and not the latency of addition decides. */
    @Benchmark
    public double readOnce() {
        int lanes = SPECIES.length();
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = DoubleVector.zero(SPECIES);
        DoubleVector c = DoubleVector.zero(SPECIES);
        DoubleVector d = DoubleVector.zero(SPECIES);
        int last = matrix.length - matrix.length % (4 * lanes);
        for (int i = 0; i < last; i += 4 * lanes) {
            a = a.add(DoubleVector.fromArray(SPECIES, matrix, i));
            b = b.add(DoubleVector.fromArray(SPECIES, matrix, i + lanes));
            c = c.add(DoubleVector.fromArray(SPECIES, matrix, i + 2 * lanes));
            d = d.add(DoubleVector.fromArray(SPECIES, matrix, i + 3 * lanes));
        }
        double sum = a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
        for (int i = last; i < matrix.length; i++) {
            sum += matrix[i];
        }
        return sum;
    }
}
