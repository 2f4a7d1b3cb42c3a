package org.penumbra.compiler.code;

import java.util.Arrays;
import java.util.stream.Stream;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixProduct;
import org.penumbra.math.products.Precision;

/** What layers of networks do, on small matrices that need every piece of code that larger ones need. */
final class LayerWarmUp {

    /** Full tiles, and one that reaches beyond the last row and column, for registers of up to eight numbers. */
    private static final int ROWS = 9;
    private static final int INNER = 40;
    private static final MatrixProduct[] PRODUCTS = Arrays.stream(Precision.values())
            .flatMap(precision -> Stream.of(MatrixProduct.ofTransposedA(ROWS, columns(precision), INNER, precision),
                    MatrixProduct.ofTransposedB(ROWS, columns(precision), INNER, precision)))
            .toArray(MatrixProduct[]::new);

    private static final Activation[] ACTIVATIONS = Activation.values();

    private final AskedLoops asked;
    private final MatrixKernel.Multiplier multiplier;
    private final ActivationLoop[] activations;
    private final double[] a = new double[ROWS * INNER];
    private final double[] b = new double[INNER * columns(Precision.SINGLE)];
    private final double[] c = new double[ROWS * columns(Precision.SINGLE)];

    /** @param asked what is worth it */
    LayerWarmUp(InnerLoops loops, AskedLoops asked) {
        this.asked = asked;
        this.multiplier = loops.products().multiplier();
        this.activations = Arrays.stream(ACTIVATIONS).map(loops::activation).toArray(ActivationLoop[]::new);
    }

    private static int columns(Precision precision) {
        return precision == Precision.DOUBLE ? 25 : 49;
    }

    void run() {
        if (asked.hasProducts()) {
            for (MatrixProduct product : PRODUCTS) {
                multiplier.multiply(product, 1, a, 0, b, 0, 0, c, 0);
                multiplier.multiply(product, 1, a, 0, b, 0, 1, c, 0);
            }
        }
        for (int k = 0; k < ACTIVATIONS.length; k++) {
            if (asked.has(ACTIVATIONS[k])) {
                activations[k].values(a, 0, c, 0, INNER);
                activations[k].timesSlopes(a, 0, c, 0, b, 0, INNER);
            }
        }
    }
}
