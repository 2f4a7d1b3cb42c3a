package org.penumbra.diagnostics.psis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Workers;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian.RealSites;

class SiteShapesTest {

    private static final int DRAWS = 20_000;

    /**
     * The guide is the posterior, so ratios are equal. Of a Pareto value with density a x^(-a-1), (h - mean)^2 has the
     * shape 2 / a; that of a uniform value ends at a bound, where k is negative. A fit to 425 exceedances
     * is within 0.25 (3.5 standard errors (1 + k) / sqrt(425)): false alarm below 1e-3.
     */
    @Test
    void heavyTailsOfOneValueAreSeenWhereRatiosAreEqual() {
        RandomStream random = RandomStream.of(2);
        double[][] points = new double[DRAWS][2];
        for (double[] point : points) {
            point[0] = random.nextDouble();
            point[1] = Math.pow(1 - random.nextDouble(), -1 / 2.2);
        }
        double[] ratios = new double[DRAWS];
        SiteShapes shapes = SiteShapes.of(new RealSites(2), points, ratios, Psis.smooth(ratios).logWeights(),
                Workers.SEQUENTIAL);
        assertEquals(List.of("x2", "x1"), shapes.worst().stream().map(SiteShapes.Measured::name).toList());
        assertEquals(2 / 2.2, shapes.worst().getFirst().kHat(), 0.25);
        assertTrue(shapes.worst().getLast().kHat() < 0.3);
        assertEquals(List.of("kHatWorstSite", "kHat[x2]", "kHat[x1]"),
                shapes.measurements().stream().map(Measurement::name).toList());
        Finding finding = shapes.findings(0).getFirst();
        assertEquals(Finding.Trust.CAUTION, finding.trust());
        assertTrue(finding.message().startsWith("k-hat of the spread of x2 is "), finding.message());
        assertEquals(List.of(), shapes.findings(0.7));
    }

    /** A guide of scale s for a standard normal: the ratios' k is 1 - s^2, and a square does not change it. */
    @Test
    void aNarrowGuideShowsInTheValueItIsNarrowIn() {
        RandomStream random = RandomStream.of(4);
        double[][] points = new double[DRAWS][2];
        double[] ratios = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            points[i][0] = random.nextGaussian();
            points[i][1] = 0.75 * random.nextGaussian();
            double z = points[i][1] / 0.75;
            ratios[i] = 0.5 * z * z - 0.5 * points[i][1] * points[i][1];
        }
        SiteShapes shapes = SiteShapes.of(new RealSites(2), points, ratios, Psis.smooth(ratios).logWeights(),
                Workers.SEQUENTIAL);
        assertEquals("x2", shapes.worst().getFirst().name());
        assertTrue(shapes.worst().getFirst().kHat() > Psis.shape(ratios));
    }

    @Test
    void aConstantHasNone() {
        double[][] points = new double[100][1];
        SiteShapes shapes = SiteShapes.of(new RealSites(1), points, new double[100],
                Psis.smooth(new double[100]).logWeights(), Workers.SEQUENTIAL);
        assertEquals(List.of(), shapes.worst());
        assertEquals(List.of(), shapes.measurements());
        assertEquals(List.of(), shapes.findings(0));
    }

    @Test
    void manyValuesStandForAll() {
        RandomStream random = RandomStream.of(6);
        double[][] points = new double[100][1500];
        Arrays.stream(points).forEach(point -> IntStream.range(0, point.length)
                .forEach(i -> point[i] = random.nextGaussian()));
        SiteShapes shapes = SiteShapes.of(new RealSites(1500), points, new double[100],
                Psis.smooth(new double[100]).logWeights(), Workers.SEQUENTIAL);
        assertEquals(500, shapes.worst().size());
        assertTrue(shapes.worst().stream().anyMatch(one -> one.name().equals("x1498")));
        assertEquals(21, shapes.measurements().size());
    }
}
