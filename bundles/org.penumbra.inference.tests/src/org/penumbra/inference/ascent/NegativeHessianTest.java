package org.penumbra.inference.ascent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Workers;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.RandomStream;

class NegativeHessianTest {

    /** exp(a x) + x y^2 - y^4 with a = 1000, so that the first guess of the scales is far off. */
    private static final class Steep implements Target {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double logDensity(double[] x) {
            return logDensityAndGradient(x, new double[2]);
        }

        @Override
        public double logDensityAndGradient(double[] x, double[] gradient) {
            double exp = StrictMath.exp(1000 * x[0]);
            gradient[0] = -1000 * exp + x[1] * x[1];
            gradient[1] = 2 * x[0] * x[1] - 4 * Math.pow(x[1], 3);
            return -exp + x[0] * x[1] * x[1] - Math.pow(x[1], 4);
        }

        @Override
        public SiteMap sites() {
            throw new UnsupportedOperationException("curvature has no need of sites");
        }

        @Override
        public void samplePrior(RandomStream random, double[] x) {
            throw new UnsupportedOperationException("curvature has no need of draws");
        }

        @Override
        public List<Contribution> contributions(double[] x) {
            return List.of();
        }

        @Override
        public Target fork() {
            return this;
        }
    }

    @Test
    void agreesWithTheFormulaAfterFindingTheScales() {
        double[][] hessian = new double[2][2];
        new NegativeHessian(new Evaluations(new Steep(), Workers.SEQUENTIAL), 2).at(new double[] {0.001, 0.5}, hessian);
        assertArrayEquals(new double[] {1e6 * Math.E, -1}, hessian[0], 0.1);
        assertArrayEquals(new double[] {-1, -0.002 + 12 * 0.25}, hessian[1], 1e-5);
    }

    @Test
    void theDiagonalAloneAgrees() {
        double[] diagonal = new double[2];
        new NegativeHessian(new Evaluations(new Steep(), Workers.SEQUENTIAL), 2).diagonal(new double[] {0.001, 0.5},
                diagonal);
        assertArrayEquals(new double[] {1e6 * Math.E, -0.002 + 12 * 0.25}, diagonal, 0.1);
        assertEquals(2.998, diagonal[1], 1e-5);
    }
}
