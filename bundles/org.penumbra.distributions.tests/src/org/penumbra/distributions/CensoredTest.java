package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.combinator.Censored;
import org.penumbra.distribution.combinator.Masked;
import org.penumbra.math.RandomStream;

/** Distributions that give bounds a probability of their own, which the tests of densities cannot take. */
class CensoredTest {

    private static final Signature NORMAL = new Signature(
            List.of(new Signature.Parameter("loc", Support.REAL, "", null),
                    new Signature.Parameter("scale", Support.POSITIVE, "", null)),
            Support.REAL, false, "", "", Normal::new);
    private static final Signature POISSON = new Signature(
            List.of(new Signature.Parameter("rate", Support.POSITIVE, "", null)), Support.COUNT, true, "", "",
            Poisson::new);

    /** The probabilities of the bounds and the density between them are one in all. */
    @Test
    void theMassIsOne() {
        Signature signature = Censored.signature(NORMAL, true, true);
        Case member = new Case(signature.distribution().get(), false, -1, 2, 0.5, 1.5, -1, 2);
        double between = Quadrature.integrate(member.density(), -1 + 1e-12, 2 - 1e-12, 0.5, 1);
        assertEquals(1, between + member.density(-1) + member.density(2), 1e-9);
        assertEquals(member.density(-1), member.density(-7));
        assertEquals(member.density(2), member.density(2.5));
        assertTrue(member.distribution().hasAtoms());
    }

    @Test
    void massesOfCountsIncludeTheBounds() {
        Signature signature = Censored.signature(POISSON, true, true);
        Case member = new Case(signature.distribution().get(), true, 2, 5, 3, 2, 5);
        double sum = 0;
        for (double k = 2; k <= 5; k++) {
            sum += member.density(k);
        }
        assertEquals(1, sum, 1e-14);
        assertEquals(new Poisson().cdf(2, new double[] {3}), member.density(2), 1e-15);
        assertEquals(1 - new Poisson().cdf(4, new double[] {3}), member.density(5), 1e-15);
    }

    /** Frequencies of the bounds: five standard errors, a false alarm in less than one of 1e6. */
    @Test
    void drawsArePutOnTheBounds() {
        double[] parameters = {0.5, 1.5, -1, 2};
        Distribution censored = Censored.signature(NORMAL, true, true).distribution().get();
        RandomStream random = RandomStream.of(8);
        int draws = 20_000;
        int low = 0;
        int high = 0;
        for (int i = 0; i < draws; i++) {
            double x = censored.sample(parameters, random);
            assertTrue(x >= -1 && x <= 2);
            low += x == -1 ? 1 : 0;
            high += x == 2 ? 1 : 0;
        }
        double p = 0.15865525393145705;
        assertEquals(p, (double) low / draws, 5 * Math.sqrt(p * (1 - p) / draws));
        assertEquals(p, (double) high / draws, 5 * Math.sqrt(p * (1 - p) / draws));
        assertEquals(p, censored.cdf(-1, parameters), 1e-15);
        assertEquals(0, censored.cdf(-1.0001, parameters));
        assertEquals(1, censored.cdf(2, parameters));
        assertEquals(-1, censored.quantile(0.1, parameters));
        assertEquals(2, censored.quantile(0.9, parameters));
    }

    @Test
    void aMaskDoesNotChangeDraws() {
        Distribution masked = Masked.signature(NORMAL).distribution().get();
        double[] parameters = {0.5, 1.5, 0};
        assertEquals(new Normal().sample(new double[] {0.5, 1.5}, RandomStream.of(2)),
                masked.sample(parameters, RandomStream.of(2)));
        assertEquals(0.5, masked.mean(parameters));
        assertEquals(2.25, masked.variance(parameters));
        assertEquals(0, Point.at(masked, 1, parameters));
        assertEquals(Point.at(new Normal(), 1, 0.5, 1.5), Point.at(masked, 1, 0.5, 1.5, 1));
    }
}
