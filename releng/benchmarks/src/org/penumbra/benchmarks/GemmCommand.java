package org.penumbra.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixKernels;
import org.penumbra.math.products.MatrixProduct;
import org.penumbra.math.products.Precision;

/**
 * Products of matrices as a variational auto-encoder of 784-400-20-400-784 units makes them, beside those of OpenBLAS,
 * one thread each: [--batch N] [--width LANES] [--library NAME] [--json FILE] [double] [single].
 */
public final class GemmCommand {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 41;
    private static final long WARM_UP = 1_500_000_000L;
    private static final long RUN = 4_000_000L;

    /**
     * @param vectors GFLOP/s in the middle round
     * @param scalar the same of plain loops
     * @param blas the same of the library
     * @param ratio time of vectors by that of the library, round by round
     */
    private record Result(double vectors, double scalar, double blas, Spread ratio) {
    }

    private GemmCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--batch", "--width", "--library", "--json"));
        BareBlas blas = new BareBlas(line.option("--library").orElse("libopenblas.so.0"));
        MatrixKernel vectors = MatrixKernels.vectors(line.number("--width", 8));
        System.out.printf("%-34s %10s %10s %10s %8s %14s%n", "GFLOP/s", "vectors", "scalar", "BLAS", "time", "range");
        Map<String, Result> results = new LinkedHashMap<>();
        for (Precision precision : Precision.values()) {
            String name = precision.name().toLowerCase(Locale.ROOT);
            if (line.wants(name)) {
                for (MatrixProduct product : products(line.number("--batch", 128), precision)) {
                    String label = name + " " + label(product);
                    Result result = measured(product, vectors, blas);
                    System.out.printf("%-34s %10.1f %10.1f %10.1f %8.2f %14s%n", label, result.vectors(),
                            result.scalar(), result.blas(), result.ratio().median(), result.ratio().range("%.2f"));
                    results.put(label, result);
                }
            }
        }
        if (line.option("--json").isPresent()) {
            Figures.write(Path.of(line.option("--json").get()), results);
        }
    }

    /** Forward, and the gradients by weights and by inputs. */
    private static List<MatrixProduct> products(int batch, Precision precision) {
        List<MatrixProduct> products = new ArrayList<>();
        for (int[] layer : new int[][] {{784, 400}, {400, 20}, {20, 400}, {400, 784}}) {
            products.add(MatrixProduct.of(batch, layer[1], layer[0], precision));
            products.add(MatrixProduct.ofTransposedA(layer[0], layer[1], batch, precision));
            products.add(MatrixProduct.ofTransposedB(batch, layer[0], layer[1], precision));
        }
        return products;
    }

    private static String label(MatrixProduct product) {
        return product.rows() + (product.isATransposed() ? "' x " : " x ") + product.inner() + " x "
                + product.columns() + (product.isBTransposed() ? "'" : "");
    }

    private static Result measured(MatrixProduct product, MatrixKernel kernel, BareBlas blas) {
        Matrices matrices = new Matrices(product);
        MatrixKernel.Multiplier vectors = kernel.multiplier();
        MatrixKernel.Multiplier scalar = MatrixKernel.SCALAR.multiplier();
        List<Runnable> sides = Stream.<Runnable>of(() -> matrices.multiply(vectors),
                () -> matrices.multiply(scalar), () -> blas.multiply(matrices)).toList();
        sides.forEach(side -> nanoseconds(side, WARM_UP / 3));
        requireSame(matrices, vectors, scalar);
        double[][] times = new double[sides.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int side = 0; side < times.length; side++) {
                times[side][round] = nanoseconds(sides.get(side), RUN);
            }
        }
        double work = 2.0 * product.work();
        return new Result(work / Spread.of(times[0]).median(), work / Spread.of(times[1]).median(),
                work / Spread.of(times[2]).median(), Spread.ofRatios(times[0], times[2]));
    }

    private static void requireSame(Matrices matrices, MatrixKernel.Multiplier vectors,
            MatrixKernel.Multiplier scalar) {
        matrices.multiply(vectors);
        double[] found = matrices.c.clone();
        matrices.multiply(scalar);
        if (!Arrays.equals(found, matrices.c)) {
            throw new IllegalStateException("the kernels do not agree");
        }
    }

    /** Processor time of one call, over a while: what others do on the machine counts less. */
    private static double nanoseconds(Runnable side, long duration) {
        long calls = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        long now;
        do {
            side.run();
            calls++;
            now = THREADS.getCurrentThreadCpuTime();
        } while (now - start < duration);
        return (now - start) / (double) calls;
    }

    /** A product with numbers for it, once more in 32 bits. */
    static final class Matrices {

        final MatrixProduct product;
        final double[] a;
        final double[] b;
        final double[] c;
        final float[] singleA;
        final float[] singleB;
        final float[] singleC;

        Matrices(MatrixProduct product) {
            this.product = product;
            this.a = numbers(product.rows() * product.inner());
            this.b = numbers(product.inner() * product.columns());
            this.c = new double[product.rows() * product.columns()];
            this.singleA = rounded(a);
            this.singleB = rounded(b);
            this.singleC = new float[c.length];
        }

        private static double[] numbers(int count) {
            return new Random(count).doubles(count, -1, 1).toArray();
        }

        private static float[] rounded(double[] numbers) {
            float[] singles = new float[numbers.length];
            for (int k = 0; k < singles.length; k++) {
                singles[k] = (float) numbers[k];
            }
            return singles;
        }

        void multiply(MatrixKernel.Multiplier multiplier) {
            multiplier.multiply(product, 1, a, 0, b, 0, 0, c, 0);
        }
    }
}
