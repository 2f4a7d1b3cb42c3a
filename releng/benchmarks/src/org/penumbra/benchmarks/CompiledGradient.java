package org.penumbra.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.penumbra.inference.Target;

/** What all benchmarks in JMH measure: one log density and gradient of a workload as Penumbra compiles it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 7, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public abstract class CompiledGradient {

    private static final double TOLERANCE = 1e-9;

    private final String name;
    private Target target;
    private double[] point;
    private double[] gradient;

    CompiledGradient(String name) {
        this.name = name;
    }

    /**
     * @throws org.penumbra.core.PenumbraException when this build cannot compile the model
     * @throws IllegalStateException when a rival computes other numbers
     */
    @Setup
    public void prepare() throws IOException {
        Workload workload = Workload.named(name);
        target = workload.compile();
        point = workload.point(target);
        gradient = new double[point.length];
        rivals(workload);
    }

    @Benchmark
    public double compiled() {
        return target.logDensityAndGradient(point, gradient);
    }

    /** Makes what the same run is to be compared with, and requires that it computes the same. */
    void rivals(Workload workload) {
    }

    /** How many times as long as a rival {@link #compiled} may take, by the rival's name. */
    Map<String, Double> limits() {
        return Map.of();
    }

    final double run(ByHand rival) {
        return rival.logDensityAndGradient(point, gradient);
    }

    /** Log densities may differ by a constant, gradients not at all. */
    final <T extends ByHand> T same(T rival) {
        double[] moved = point.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 0.1 / (1 + i % 7);
        }
        double offset = offset(rival, point);
        double error = Math.abs(offset(rival, moved) - offset);
        if (!(error <= TOLERANCE * Math.max(1, Math.abs(target.logDensity(moved) - target.logDensity(point))))) {
            throw new IllegalStateException(name + ": " + rival.getClass().getSimpleName()
                    + " has another log density, by another " + error + " elsewhere");
        }
        return rival;
    }

    private double offset(ByHand rival, double[] x) {
        double[] theirs = new double[x.length];
        double density = target.logDensityAndGradient(x, gradient) - rival.logDensityAndGradient(x, theirs);
        for (int i = 0; i < x.length; i++) {
            if (!(Math.abs(gradient[i] - theirs[i]) <= TOLERANCE * Math.max(1, Math.abs(theirs[i])))) {
                throw new IllegalStateException(name + ": component " + i + " of the gradient is " + gradient[i]
                        + " compiled, and " + theirs[i] + " by " + rival.getClass().getSimpleName());
            }
        }
        return density;
    }
}
