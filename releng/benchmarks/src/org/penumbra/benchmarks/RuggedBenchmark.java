package org.penumbra.benchmarks;

import java.nio.file.Path;
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
import org.penumbra.compiler.BoundArray;
import org.penumbra.inference.Target;
import org.penumbra.registry.Registry;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Prepared;
import org.penumbra.session.Session;

/** One log density and gradient of the terrain model (170 rows, 5 parameters): compiled, and written by hand in Java. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
public class RuggedBenchmark {

    private static final double[][] POINTS = {{9.2, -1.8, -0.2, 0.3, -2.2}, {0, 0, 0, 0, 0}, {8, 1, -1, 2, 1.5}};
    private static final double TOLERANCE = 1e-10;

    private Target target;
    private RuggedByHand byHand;
    private double[] point;
    private final double[] gradient = new double[5];

    @Setup
    public void prepare() {
        Path model = Path.of(System.getProperty("penumbra.models"), "rugged.penumbra");
        Prepared prepared = new Session(Registry.open()).prepare(FitRequest.of(model));
        Map<String, BoundArray> data = prepared.data().arrays();
        target = prepared.target();
        byHand = new RuggedByHand(data.get("africa").values(), data.get("rugged").values(),
                data.get("logGdp").values());
        for (double[] each : POINTS) {
            requireSame(each);
        }
        point = POINTS[0];
    }

    /** Both must compute the same numbers, or the comparison means nothing. */
    private void requireSame(double[] x) {
        double[] other = new double[5];
        requireClose("log density", target.logDensityAndGradient(x, gradient), byHand.logDensityAndGradient(x, other));
        for (int i = 0; i < other.length; i++) {
            requireClose("gradient " + i, gradient[i], other[i]);
        }
    }

    private static void requireClose(String what, double compiled, double hand) {
        if (!(Math.abs(compiled - hand) <= TOLERANCE * Math.max(1, Math.abs(hand)))) {
            throw new IllegalStateException(what + ": compiled " + compiled + ", by hand " + hand);
        }
    }

    @Benchmark
    public double compiled() {
        return target.logDensityAndGradient(point, gradient);
    }

    @Benchmark
    public double byHand() {
        return byHand.logDensityAndGradient(point, gradient);
    }
}
