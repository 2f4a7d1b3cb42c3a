package org.penumbra.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/**
 * Seconds per epoch of a variational auto-encoder, beside the bare time of its products of matrices in a BLAS, 32 bits:
 * [--epochs N] [--threads N] [--library NAME, or "own"] [--json FILE]. The products take one thread; with one thread
 * for both, processor time tells more than the clock where others use the machine.
 */
public final class VaeCommand {

    private static final Path MODEL = Path.of(System.getProperty("penumbra.benchmarks"), "vae", "vae.penumbra");
    private static final int BATCH = 128;
    private static final int ROWS = 10_000;
    private static final int STEPS = ROWS / BATCH;
    /** Vector code takes over in these. */
    private static final int WARM = 5;
    private static final String LINE = "%5d %8.3f %9.3f %6.2f %10.3f %9.3f %6.2f %11.3f%n";
    /** Steps whose products are timed after each epoch. */
    private static final int TIMED = 20;

    /** Seconds by the clock, and of the processor on one thread. */
    private record Times(double clock, double processor) {

        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        static Times now() {
            return new Times(System.nanoTime() * 1e-9, THREADS.getCurrentThreadCpuTime() * 1e-9);
        }

        Times minus(Times other) {
            return new Times(clock - other.clock, processor - other.processor);
        }

        Times times(double factor) {
            return new Times(clock * factor, processor * factor);
        }
    }

    /**
     * @param training of an epoch, on the thread that steps
     * @param products of an epoch, right after it
     * @param elbo per image, in the mean of the epoch
     */
    private record Epoch(Times training, Times products, double elbo) {

        double clockRatio() {
            return training.clock() / products.clock();
        }

        double processorRatio() {
            return training.processor() / products.processor();
        }
    }

    /** Notes times between epochs, on the thread that trains. */
    private static final class Stopwatch implements Progress {

        private final BareProducts products;
        private final List<Epoch> epochs = new ArrayList<>();
        private Times start;

        Stopwatch(BareProducts products) {
            this.products = products;
        }

        @Override
        public void report(long done, long total, double objective) {
            if (done == 1) {
                start = Times.now();
            }
        }

        @Override
        public void pass(long done, long total, double objective, double heldOut) {
            Times training = Times.now().minus(start);
            Epoch epoch = new Epoch(training, bare(), objective / ROWS);
            epochs.add(epoch);
            System.out.printf(LINE, done, training.clock(), epoch.products().clock(), epoch.clockRatio(),
                    training.processor(), epoch.products().processor(), epoch.processorRatio(), epoch.elbo());
            start = Times.now();
        }

        private Times bare() {
            products.run(TIMED);
            Times before = Times.now();
            products.run(TIMED);
            return Times.now().minus(before).times((double) STEPS / TIMED);
        }

        double median(ToDoubleFunction<Epoch> figure) {
            return Spread.of(epochs.stream().skip(Math.min(WARM, epochs.size() - 1)).mapToDouble(figure).toArray())
                    .median();
        }
    }

    private VaeCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--epochs", "--threads", "--library", "--json"));
        Stopwatch watch = new Stopwatch(products(line.option("--library").orElse("libopenblas.so.0")));
        System.out.printf("%5s %8s %9s %6s %10s %9s %6s %11s%n", "epoch", "seconds", "products", "ratio", "processor",
                "products", "ratio", "ELBO/image");
        Fit fit = new Session(Registry.open()).fit(FitRequest.of(MODEL).withThreads(line.number("--threads", 1))
                .withSetting("algorithm.epochs", String.valueOf(line.number("--epochs", 20)))
                .withSetting("algorithm.draws", "10"), watch, Cancellation.NEVER);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seconds per epoch", watch.median(epoch -> epoch.training().clock()));
        figures.put("seconds of products, " + watch.products.kernel(),
                watch.median(epoch -> epoch.products().clock()));
        figures.put("ratio", watch.median(Epoch::clockRatio));
        figures.put("processor seconds per epoch", watch.median(epoch -> epoch.training().processor()));
        figures.put("processor seconds of products", watch.median(epoch -> epoch.products().processor()));
        figures.put("ratio of processor time", watch.median(Epoch::processorRatio));
        figures.put("ELBO per image", fit.result().elbo().mean() / ROWS);
        figures.forEach((name, value) -> System.out.printf("%-40s %10.3f%n", name, (double) value));
        if (line.option("--json").isPresent()) {
            Figures.write(Path.of(line.option("--json").get()), figures);
        }
    }

    private static BareProducts products(String library) {
        return new BareProducts(BATCH, library, library.equals("own") ? OptionalInt.of(8) : OptionalInt.empty());
    }
}
