package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.penumbra.inference.Target;

/**
 * Generated code of any program against the slow evaluator and against differences, also where functions such as
 * {@code abs} and {@code if} have kinks: a coordinate counts only when differences over two distances agree.
 */
final class FuzzedDerivatives {

    private static final double STEP = 1e-3;
    /** Relative: what differences of order 4 leave, and rounding of the density. */
    private static final double TOLERANCE = 1e-5;
    private static final double AGREEMENT = 1e-7;

    private final Target target;
    private int compared;

    FuzzedDerivatives(Target target) {
        this.target = target;
    }

    /** Partial derivatives that differences could tell something about, so far. */
    int compared() {
        return compared;
    }

    /**
     * Requires agreement at a point where the density is finite.
     *
     * @param density from the sweep that gave the gradient
     */
    void check(double[] x, double density, double[] gradient) {
        double slow = target.contributions(x).stream().mapToDouble(Target.Contribution::logDensity).sum();
        assertEquals(slow, target.logDensity(x), 1e-9 * Math.max(1, Math.abs(slow)), "generated code");
        assertEquals(slow, density, 1e-9 * Math.max(1, Math.abs(slow)), "code of the gradient");
        for (int i = 0; i < x.length; i++) {
            assertTrue(Double.isFinite(gradient[i]), "a gradient where the density is finite, coordinate " + i);
            double wide = difference(x, i, STEP);
            double narrow = difference(x, i, STEP / 2);
            // Rounding of the density bounds what a difference can resolve.
            double scale = Math.max(1, Math.max(Math.abs(narrow), Math.abs(density) * 1e-3));
            if (Math.abs(wide - narrow) <= AGREEMENT * scale) {
                assertEquals(narrow, gradient[i], TOLERANCE * scale, "coordinate " + i);
                compared++;
            }
        }
    }

    /** Central differences of order 4. */
    private double difference(double[] x, int i, double h) {
        return (8 * (shifted(x, i, h) - shifted(x, i, -h)) - (shifted(x, i, 2 * h) - shifted(x, i, -2 * h)))
                / (12 * h);
    }

    private double shifted(double[] x, int i, double by) {
        double[] moved = x.clone();
        moved[i] += by;
        return target.logDensity(moved);
    }
}
