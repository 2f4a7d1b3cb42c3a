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
 * Seconds per epoch of a variational auto-encoder, beside the bare time of its products of matrices in a BLAS, one
 * thread, 32 bits: [--epochs N] [--threads N] [--library NAME, or "own"] [--json FILE].
 */
public final class VaeCommand {

    private static final Path MODEL = Path.of(System.getProperty("penumbra.benchmarks"), "vae", "vae.penumbra");
    private static final int BATCH = 128;
    private static final int ROWS = 10_000;
    private static final int STEPS = ROWS / BATCH;
    /** Vector code takes over in these. */
    private static final int WARM = 5;
    /** Steps whose products are timed after each epoch. */
    private static final int TIMED = 20;

    /**
     * @param seconds by the clock
     * @param processor seconds of the thread that trains
     * @param bare seconds of the products of an epoch, right after it
     * @param elbo per image, in the mean of the epoch
     */
    private record Epoch(double seconds, double processor, double bare, double elbo) {
    }

    /** Notes times between epochs, on the thread that trains. */
    private static final class Stopwatch implements Progress {

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final BareProducts products;
        private final List<Epoch> epochs = new ArrayList<>();
        private long clock;
        private long processor;

        Stopwatch(BareProducts products) {
            this.products = products;
        }

        @Override
        public void report(long done, long total, double objective) {
            if (done == 1) {
                start();
            }
        }

        @Override
        public void pass(long done, long total, double objective, double heldOut) {
            double seconds = (System.nanoTime() - clock) * 1e-9;
            double busy = (threads.getCurrentThreadCpuTime() - processor) * 1e-9;
            Epoch epoch = new Epoch(seconds, busy, bare(), objective / ROWS);
            epochs.add(epoch);
            System.out.printf("%5d %10.3f %10.3f %10.3f %8.2f %10.3f%n", done, epoch.seconds(), epoch.processor(),
                    epoch.bare(), epoch.seconds() / epoch.bare(), epoch.elbo());
            start();
        }

        private double bare() {
            products.run(TIMED);
            long before = System.nanoTime();
            products.run(TIMED);
            return (System.nanoTime() - before) * 1e-9 * STEPS / TIMED;
        }

        private void start() {
            clock = System.nanoTime();
            processor = threads.getCurrentThreadCpuTime();
        }

        double[] warm(ToDoubleFunction<Epoch> figure) {
            return epochs.stream().skip(Math.min(WARM, epochs.size() - 1)).mapToDouble(figure).toArray();
        }
    }

    private VaeCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--epochs", "--threads", "--library", "--json"));
        Stopwatch watch = new Stopwatch(products(line.option("--library").orElse("libopenblas.so.0")));
        System.out.printf("%5s %10s %10s %10s %8s %10s%n", "epoch", "seconds", "processor", "products", "ratio",
                "ELBO/image");
        Fit fit = new Session(Registry.open()).fit(FitRequest.of(MODEL).withThreads(line.number("--threads", 1))
                .withSetting("algorithm.epochs", String.valueOf(line.number("--epochs", 20)))
                .withSetting("algorithm.draws", "10"), watch, Cancellation.NEVER);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seconds per epoch", Spread.of(watch.warm(Epoch::seconds)).median());
        figures.put("seconds of products, " + watch.products.kernel(), Spread.of(watch.warm(Epoch::bare)).median());
        figures.put("ratio", Spread.ofRatios(watch.warm(Epoch::seconds), watch.warm(Epoch::bare)).median());
        figures.put("ratio, processor time", Spread.ofRatios(watch.warm(Epoch::processor), watch.warm(Epoch::bare))
                .median());
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
