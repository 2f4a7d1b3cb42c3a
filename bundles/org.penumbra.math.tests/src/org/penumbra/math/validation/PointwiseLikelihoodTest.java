package org.penumbra.math.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against the R package loo 2.5.1, on draws that a formula makes. */
class PointwiseLikelihoodTest {

    private static final double[] Y = {-1.5, -0.2, 0.4, 1.1, 6.0};
    private static final int DRAWS = 1000;

    private static double[][] logLikelihood() {
        double[][] values = new double[Y.length][DRAWS];
        for (int s = 1; s <= DRAWS; s++) {
            double mu = 0.6 * Math.sin(1.7 * s) + 0.3 * Math.cos(0.37 * s);
            double logSd = 0.3 * Math.sin(0.9 * s);
            for (int i = 0; i < Y.length; i++) {
                double z = (Y[i] - mu) / Math.exp(logSd);
                values[i][s - 1] = -0.5 * z * z - logSd - 0.5 * Math.log(2 * Math.PI);
            }
        }
        return values;
    }

    private static PointwiseLikelihood of(int chains) {
        double[] weights = new double[DRAWS];
        Arrays.fill(weights, -Math.log(DRAWS));
        return new PointwiseLikelihood(logLikelihood(), weights, chains);
    }

    @Test
    void leavingOneOutOfIndependentDraws() {
        PointwiseLikelihood.LeaveOneOut loo = of(1).leaveOneOut();
        assertArrayEquals(new double[] {-2.8510625663704, -1.0906134923367, -1.1734072780989, -1.9639826395034,
            -38.4241823606978}, loo.elpd().pointwise(), 1e-10);
        assertArrayEquals(new double[] {0.3480928044855, -0.2571622228540, 0.0018923045136, 0.1429940091077,
            2.4017922244495}, loo.shapes(), 1e-10);
        assertEquals(-45.503248337007, loo.elpd().total(), 1e-10);
        assertEquals(36.688908000918, loo.elpd().standardError(), 1e-10);
        assertEquals(28.013855082576, loo.effectiveParameters(), 1e-10);
        assertEquals(1, loo.unreliable());
    }

    /**
     * The draws of chains are worth less, so more of them are taken for the tail. Effective sizes for the reference are
     * those of the R package posterior, as loo 2.7 takes them.
     */
    @Test
    void leavingOneOutOfChains() {
        PointwiseLikelihood.LeaveOneOut loo = of(4).leaveOneOut();
        assertArrayEquals(new double[] {-2.8519648563110, -1.0906101922928, -1.1734453047780, -1.9635844124775,
            -38.4671576597522}, loo.elpd().pointwise(), 1e-9);
        assertArrayEquals(new double[] {0.319024786069780, -0.225945769509547, -0.014312390904739,
            0.158758460588548, 2.460713462325985}, loo.shapes(), 1e-9);
    }

    @Test
    void waic() {
        PointwiseLikelihood.Waic waic = of(4).waic();
        assertArrayEquals(new double[] {-2.8075712576027, -1.0906073639954, -1.1730420117100, -1.9479121364733,
            -85.9647191457248}, waic.elpd().pointwise(), 1e-10);
        assertEquals(75.494458661075, waic.effectiveParameters(), 1e-10);
        assertEquals(84.224223537798, waic.elpd().standardError(), 1e-10);
        assertEquals(3, waic.unreliable());
        assertEquals(75.494458661075, of(1).waic().effectiveParameters(), 1e-9);
    }

    /** A draw with weight 2/4 counts as one that is there twice. */
    @Test
    void weightsCount() {
        double[][] weighted = {{-1, -2, -3}};
        double[][] repeated = {{-1, -1, -2, -3}};
        double[] quarters = {-Math.log(4), -Math.log(4), -Math.log(4), -Math.log(4)};
        assertEquals(new PointwiseLikelihood(repeated, quarters, 1).heldOut().total(), new PointwiseLikelihood(weighted,
                new double[] {-Math.log(2), -Math.log(4), -Math.log(4)}, 1).heldOut().total(), 1e-14);
        assertEquals(Math.log((2 * Math.exp(-1) + Math.exp(-2) + Math.exp(-3)) / 4),
                new PointwiseLikelihood(repeated, quarters, 1).heldOut().total(), 1e-14);
    }

    @Test
    void theErrorOfADifferenceIsThatOfItsPieces() {
        Predictive first = new Predictive(new double[] {-1, -2, -4});
        Predictive second = new Predictive(new double[] {-2, -3, -5});
        assertEquals(3, first.minus(second).total(), 1e-15);
        assertEquals(0, first.minus(second).standardError(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> first.minus(new Predictive(new double[2])));
    }
}
