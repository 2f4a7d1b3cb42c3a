package org.penumbra.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.inference.Target;

/** Requires that a gradient allocates nothing once it is warm, on any thread: [--json FILE] [NAME...]. */
public final class AllocationCommand {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /** Nanoseconds of processor time, so that a busy machine does not end a window before anything is warm. */
    private static final long WINDOW = 200_000_000L;
    /** Windows without an allocated byte, one after another, that make code warm and clean. */
    private static final int CLEAN = 5;
    /** Seconds of processor time, those of the compiler threads included. */
    private static final double PATIENCE = 60;

    /**
     * @param bytes for each gradient in the last window
     * @param seconds of processor time until the first of the clean windows
     * @param status "ok", or what is wrong
     */
    private record Result(String name, double bytes, double seconds, String status) {

        boolean failed() {
            return !status.equals("ok");
        }
    }

    private AllocationCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--json"));
        List<Result> results = new ArrayList<>();
        System.out.printf("%-12s %16s %18s%n", "model", "bytes/gradient", "clean after cpu s");
        for (String name : line.names().isEmpty() ? Workload.names() : line.names()) {
            Result result = measured(Workload.named(name));
            results.add(result);
            System.out.printf("%-12s %16.4f %18.1f  %s%n", name, result.bytes(), result.seconds(), result.status());
        }
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("models", results));
        }
        System.exit(results.stream().anyMatch(Result::failed) ? 1 : 0);
    }

    private static Result measured(Workload workload) throws IOException {
        try {
            Target target = workload.compile();
            return measured(workload.name(), target, workload.point(target));
        } catch (RuntimeException failure) {
            return new Result(workload.name(), Double.NaN, Double.NaN, "FAILED: " + Workload.reason(failure));
        }
    }

    /** Until it is clean for long enough; code that is not hot yet may box, and kernels are swapped in when warm. */
    private static Result measured(String name, Target target, double[] x) {
        double[] gradient = new double[x.length];
        long start = PROCESS.getProcessCpuTime();
        int clean = 0;
        double bytes = 0;
        double since = 0;
        while (clean < CLEAN && seconds(start) < PATIENCE) {
            double begin = seconds(start);
            bytes = window(target, x, gradient);
            since = clean == 0 ? begin : since;
            clean = bytes == 0 ? clean + 1 : 0;
        }
        return clean == CLEAN ? new Result(name, 0, since, "ok")
                : new Result(name, bytes, Double.NaN, "FAILED: allocates after " + PATIENCE + " s of processor time");
    }

    private static double seconds(long start) {
        return (PROCESS.getProcessCpuTime() - start) * 1e-9;
    }

    /** Bytes that all threads together allocated for each pair of a gradient and a density alone. */
    private static double window(Target target, double[] x, double[] gradient) {
        long before = THREADS.getTotalThreadAllocatedBytes();
        long end = THREADS.getCurrentThreadCpuTime() + WINDOW;
        long count = 0;
        double density = 0;
        do {
            density += target.logDensityAndGradient(x, gradient) - target.logDensity(x);
            count++;
        } while (THREADS.getCurrentThreadCpuTime() < end);
        long after = THREADS.getTotalThreadAllocatedBytes();
        if (Double.isNaN(density)) {
            throw new IllegalStateException("the log density became NaN");
        }
        return (double) (after - before) / count;
    }
}
