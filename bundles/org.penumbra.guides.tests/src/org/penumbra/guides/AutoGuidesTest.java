package org.penumbra.guides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Options;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The families as the platform meets them: options by name, a start from the prior of the target. */
class AutoGuidesTest {

    @Test
    void autoNormalStartsAtThePriorMedian() {
        AutoNormal.Options options = Options.read(AutoNormal.Options.class, "AutoNormal", Map.of());
        Guide guide = new AutoNormal().create(new PriorAtTwo(), options, Start.cold(RandomStream.of(1)));
        double log = Math.log(0.1);
        assertArrayEquals(new double[] {2, -2, log, log}, guide.parameters(), 1e-15);
    }

    @Test
    void theInitialScaleIsAnOption() {
        AutoNormal.Options options = Options.read(AutoNormal.Options.class, "AutoNormal", Map.of("initScale", 0.5));
        Guide guide = new AutoNormal().create(new PriorAtTwo(), options, Start.cold(RandomStream.of(1)));
        assertEquals(Math.log(0.5), guide.parameters()[3], 1e-15);
        assertThrows(PenumbraException.class,
                () -> Options.read(AutoNormal.Options.class, "AutoNormal", Map.of("initScale", 0.0)));
    }

    @Test
    void autoDeltaStartsAtThePriorMedian() {
        AutoDelta.Options options = Options.read(AutoDelta.Options.class, "AutoDelta", Map.of());
        Guide guide = new AutoDelta().create(new PriorAtTwo(), options, Start.cold(RandomStream.of(1)));
        assertArrayEquals(new double[] {2, -2}, guide.parameters());
    }

    /** A prior whose draws are all the same. */
    private static final class PriorAtTwo implements Target {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double logDensity(double[] x) {
            return 0;
        }

        @Override
        public double logDensityAndGradient(double[] x, double[] gradient) {
            Arrays.fill(gradient, 0);
            return 0;
        }

        @Override
        public void samplePrior(RandomStream random, double[] x) {
            x[0] = 2;
            x[1] = -2;
        }

        @Override
        public SiteMap sites() {
            throw new AssertionError("a guide that is made asks for sites");
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
}
