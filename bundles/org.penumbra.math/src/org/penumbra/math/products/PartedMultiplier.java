package org.penumbra.math.products;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.penumbra.core.Workers;

/** Cuts large products into rectangles of C, one for each thread. Where it cuts does not change a sum. */
final class PartedMultiplier implements MatrixKernel.Multiplier {

    /** Below this, another thread is awake only after the work is done. */
    private static final long LARGE = 1 << 22;
    /** Cuts lie at multiples of this, so that few tiles are cut. */
    private static final int GRAIN = 32;

    private final Part[] parts;
    private final Runnable batch;
    private final Operands operands = new Operands();

    PartedMultiplier(Workers workers, Supplier<Part> part) {
        this.parts = Stream.generate(part).limit(Math.max(1, workers.threads())).toArray(Part[]::new);
        this.batch = workers.batch(parts.length, this::add);
    }

    @Override
    public void multiply(MatrixProduct product, double alpha, double[] a, int aAt, double[] b, int bAt, double beta,
            double[] c, int cAt) {
        operands.product = product;
        operands.alpha = alpha;
        operands.beta = beta;
        operands.a = a;
        operands.aAt = aAt;
        operands.b = b;
        operands.bAt = bAt;
        operands.c = c;
        operands.cAt = cAt;
        scale();
        if (parts.length == 1 || product.work() < LARGE) {
            parts[0].add(operands, 0, product.rows(), 0, product.columns());
        } else {
            batch.run();
        }
    }

    private void scale() {
        if (operands.beta == 1) {
            return;
        }
        for (int i = 0; i < operands.product.rows(); i++) {
            int from = operands.c(i, 0);
            int to = from + operands.product.columns();
            if (operands.beta == 0) {
                Arrays.fill(operands.c, from, to, 0);
            } else {
                for (int j = from; j < to; j++) {
                    operands.c[j] *= operands.beta;
                }
            }
        }
    }

    /** The longer side is cut, because what belongs to the other is read by every part. */
    private void add(int number) {
        int rows = operands.product.rows();
        int columns = operands.product.columns();
        if (columns >= rows) {
            parts[number].add(operands, 0, rows, cut(columns, number), cut(columns, number + 1));
        } else {
            parts[number].add(operands, cut(rows, number), cut(rows, number + 1), 0, columns);
        }
    }

    private int cut(int length, int number) {
        if (number == parts.length) {
            return length;
        }
        int grains = length / GRAIN;
        return (int) ((long) grains * number / parts.length) * GRAIN;
    }
}
