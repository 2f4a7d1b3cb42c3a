package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.FitResult;

class PosteriorSummaryTest {

    private static final double EXACT = 1e-15;

    /** quantile(c(1, 2, 4, 8), c(0.05, 0.5, 0.95)) in R, whose default is type 7. */
    @Test
    void quantilesAreThoseOfR() {
        double[] sorted = {1, 2, 4, 8};
        assertEquals(1.15, PosteriorSummary.quantile(sorted, 0.05), EXACT);
        assertEquals(3, PosteriorSummary.quantile(sorted, 0.5), EXACT);
        assertEquals(7.4, PosteriorSummary.quantile(sorted, 0.95), 1e-14);
        assertEquals(5, PosteriorSummary.quantile(new double[] {5}, 0.95), EXACT);
    }

    @Test
    void quantilesBetweenInfinitiesAreNotLost() {
        double infinity = Double.POSITIVE_INFINITY;
        assertEquals(infinity, PosteriorSummary.quantile(new double[] {1, infinity, infinity}, 0.95));
        assertEquals(1, PosteriorSummary.quantile(new double[] {1, 1, infinity}, 0.5));
    }

    @Test
    void summarisesOnTheScaleOfTheModel() {
        List<SiteSummary> all = summary(true, new double[][] {{0}, {Math.log(2)}, {Math.log(3)}});
        assertEquals(List.of("scale", "twice[1]", "twice[2]"), all.stream().map(SiteSummary::name).toList());
        SiteSummary scale = all.getFirst();
        assertEquals(2, scale.mean(), 1e-12);
        assertEquals(1, scale.sd(), 1e-12);
        assertEquals(1.1, scale.q5(), 1e-12);
        assertEquals(2, scale.q50(), 1e-12);
        assertEquals(2.9, scale.q95(), 1e-12);
        assertEquals(4, all.get(1).mean(), 1e-12, "deterministic sites are summarised too");
    }

    @Test
    void aPointHasNoSpread() {
        SiteSummary point = summary(false, new double[][] {{0}}).getFirst();
        assertEquals(1, point.mean(), EXACT);
        assertEquals(1, point.q50(), EXACT);
        assertTrue(Double.isNaN(point.sd()) && Double.isNaN(point.q5()) && Double.isNaN(point.q95()));
    }

    /** Tables show one line for an array of many parameters, and one for each of few. */
    @Test
    void parametersOfOneArrayAreSummedUp() {
        List<SiteSummary> all = new ArrayList<>();
        all.add(SiteSummary.ofParameters("w[1]", 1, 1, 1));
        for (int i = 1; i <= 21; i++) {
            all.add(SiteSummary.ofParameters("v[" + i + "]", i * i, i * i, 1));
        }
        all.add(new SiteSummary("v2", 0, 1, -1, 0, 1));
        List<SiteSummary> condensed = SiteSummary.condensed(all);
        assertEquals(List.of("w[1]", "v (21 parameters)", "v2"),
                condensed.stream().map(SiteSummary::title).toList());
        assertEquals(3311 / 21.0, condensed.get(1).mean(), 1e-12);
        assertEquals(121, condensed.get(1).q50());
        assertTrue(Double.isNaN(condensed.get(1).sd()));
        assertEquals(all.subList(2, 22), SiteSummary.condensed(all.subList(2, 22)), "twenty are shown");
    }

    @Test
    void oneDrawThatIsNotANumberSpoilsTheSummary() {
        SiteSummary spoilt = summary(true, new double[][] {{0}, {Double.NaN}}).getFirst();
        assertTrue(Double.isNaN(spoilt.mean()) && Double.isNaN(spoilt.q50()));
        assertTrue(Double.isNaN(summary(true, new double[0][]).getFirst().mean()));
    }

    private static List<SiteSummary> summary(boolean spread, double[][] points) {
        double[] log = new double[points.length];
        return new PosteriorSummary(new FakeTarget().sites(), new FitResult.Draws(points, log, log),
                Weights.equal(points.length), spread).all();
    }
}
