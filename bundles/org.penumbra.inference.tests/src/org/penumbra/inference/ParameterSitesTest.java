package org.penumbra.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.normal.DenseNormal;

class ParameterSitesTest {

    private static final Target TARGET = new SmallTarget() {
        @Override
        public List<Contribution> contributions(double[] x) {
            return List.of();
        }
    };

    @Test
    void parametersBelongToTheSitesOfTheirCoordinates() {
        ParameterSites sites = ParameterSites.of(TARGET, new DenseNormal(new double[2], new double[] {1, 1}));
        assertEquals(List.of("a", "b"), sites.names());
        assertArrayEquals(new int[] {0, 1, 0, 1, 1}, sites.site());
    }

    @Test
    void aGuideThatSaysNothingHasParametersOfNoSite() {
        Guide silent = new Guide() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double[] parameters() {
                return new double[3];
            }

            @Override
            public int noiseSize() {
                return 0;
            }

            @Override
            public double transform(double[] noise, double[] x) {
                return 0;
            }

            @Override
            public void accumulateGradient(double[] noise, double[] slope, double weight, double[] gradient) {
            }

            @Override
            public double logDensity(double[] x) {
                return 0;
            }
        };
        assertArrayEquals(new int[] {-1, -1, -1}, ParameterSites.of(TARGET, silent).site());
    }
}
