package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.distributions.Point.at;
import static org.penumbra.distributions.Point.slope;
import static org.penumbra.distributions.Point.slopeByX;

import org.junit.jupiter.api.Test;
import org.penumbra.distribution.Distribution;
import org.penumbra.math.RandomStream;

/** Densities at the ends of their supports, in far tails and where formulas meet: no NaN, no lost digits. */
class ContinuousEdgesTest {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    /** The data type unit includes its ends; where an exponent is 0 the density is finite there. */
    @Test
    void betaReachesTheEndsOfTheInterval() {
        assertEquals(0, at(new Beta(), 0, 1, 1), 1e-15);
        assertEquals(0, at(new Beta(), 1, 1, 1), 1e-15);
        assertEquals(StrictMath.log(3), at(new Beta(), 0, 1, 3), 1e-15);
        assertEquals(StrictMath.log(3), at(new Beta(), 1, 3, 1), 1e-15);
        assertEquals(NOTHING, at(new Beta(), 0, 2, 2));
        assertEquals(Double.POSITIVE_INFINITY, at(new Beta(), 1, 2, 0.5));
    }

    /** d/da log Beta(x; a, b) at a = 1 is log x + psi(1 + b) - psi(1), not that of a density without the power. */
    @Test
    void anExponentOfZeroKeepsItsDerivative() {
        double expected = StrictMath.log(0.3) + 1 + 0.5;
        assertEquals(expected, slope(new Beta(), 0, 0.3, 1, 2), 1e-14);
        assertEquals(StrictMath.log(0.7) + 1 + 0.5, slope(new Beta(), 1, 0.3, 2, 1), 1e-14);
    }

    @Test
    void farTailsStayFinite() {
        assertTrue(at(new Cauchy(), 1e150, 0, 1) > -700);
        assertEquals(-4 * StrictMath.log(1e100), at(new StudentT(), 1e100, 3, 0, 1), 2);
        assertEquals(0, slope(new StudentT(), 1, 1e100, 3, 0, 1), 1e-90);
        assertEquals(-0.5e200, at(new Normal(), 1e100, 0, 1), 1e185);
        assertEquals(NOTHING, at(new LogNormal(), 0, 0, 1));
        assertEquals(NOTHING, at(new Gamma(), 0, 2, 1));
        assertEquals(NOTHING, at(new InverseGamma(), 0, 2, 1));
    }

    @Test
    void aHeavyTailTendsToANormalOne() {
        assertEquals(at(new Normal(), 1.3, 0, 1), at(new StudentT(), 1.3, 1e7, 0, 1), 1e-6);
    }

    /** The formula for k = 0 and the one for small k must meet in value and slope: log p'(k = 0) = z^2 / 2 - z. */
    @Test
    void generalizedParetoPassesThroughTheExponential() {
        Distribution pareto = new GeneralizedPareto();
        for (double z : new double[] {1e-9, 0.3, 4, 60}) {
            assertEquals(-z, at(pareto, z, 0, 1, 0));
            assertEquals(z * z / 2 - z, slope(pareto, 2, z, 0, 1, 0), 1e-12 * z);
            for (double k : new double[] {-1e-300, 1e-300, -1e-12, 1e-12}) {
                assertEquals(-z, at(pareto, z, 0, 1, k), 4e-9 * Math.abs(k) / 1e-12 + 1e-15 * z);
            }
            for (double t : new double[] {0.999999e-3, 1.000001e-3}) {
                double k = t / z;
                double exact = -(1 + 1 / k) * StrictMath.log1p(k * z);
                assertEquals(exact, at(pareto, z, 0, 1, k), 1e-13 * Math.max(1, Math.abs(exact)));
                double byK = StrictMath.log1p(t) / (k * k) - (1 + 1 / k) * z / (1 + t);
                assertEquals(byK, slope(pareto, 2, z, 0, 1, k), 1e-8 * Math.max(z, Math.abs(byK)));
            }
        }
    }

    @Test
    void generalizedParetoEndsWhereItsTailIsBounded() {
        Distribution pareto = new GeneralizedPareto();
        assertEquals(NOTHING, at(pareto, 2, 0, 1, -0.5));
        assertEquals(NOTHING, at(pareto, 2.5, 0, 1, -0.5));
        assertEquals(0, slope(pareto, 2, 2.5, 0, 1, -0.5));
        assertEquals(NOTHING, at(pareto, -1e-9, 0, 1, 0.5));
        assertEquals(1, pareto.cdf(2, new double[] {0, 1, -0.5}));
        assertEquals(2, pareto.quantile(1, new double[] {0, 1, -0.5}));
        assertEquals(-StrictMath.log(7), at(pareto, 3, 0, 7, -1), 1e-15);
        RandomStream random = RandomStream.of(11);
        for (int i = 0; i < 1000; i++) {
            double draw = pareto.sample(new double[] {0, 0.3, -8}, random);
            assertTrue(at(pareto, draw, 0, 0.3, -8) > NOTHING);
        }
    }

    /** The series around log odds of 0 and the formula beyond meet in value and slope. */
    @Test
    void continuousBernoulliPassesThroughTheUniform() {
        Distribution bernoulli = new ContinuousBernoulliLogits();
        assertEquals(0, at(bernoulli, 0.3, 0), 0);
        assertEquals(0.3 - 0.5, slope(bernoulli, 0, 0.3, 0));
        for (double l : new double[] {-0.2 - 1e-9, -0.2 + 1e-9, 0.2 - 1e-9, 0.2 + 1e-9, 3, -45}) {
            double exact = l * 0.3 + StrictMath.log(l / StrictMath.expm1(l));
            assertEquals(exact, at(bernoulli, 0.3, l), 1e-14 * Math.max(1, -exact));
            double byLogits = 0.3 + 1 / l - 1 / -StrictMath.expm1(-l);
            assertEquals(byLogits, slope(bernoulli, 0, 0.3, l), 1e-13);
        }
        assertEquals(800 * -0.1 + StrictMath.log(800), at(bernoulli, 0.9, 800), 1e-12);
        assertEquals(StrictMath.exp(-80), bernoulli.cdf(0.9, new double[] {800}), 1e-13 * StrictMath.exp(-80));
        assertEquals(0.9, bernoulli.quantile(StrictMath.exp(-80), new double[] {800}), 1e-14);
        assertEquals(1 / 800.0, bernoulli.mean(new double[] {-800}), 1e-15);
    }

    @Test
    void kumaraswamyReachesTheEndsOfTheInterval() {
        Distribution kumaraswamy = new Kumaraswamy();
        assertEquals(0, at(kumaraswamy, 0, 1, 1));
        assertEquals(0, at(kumaraswamy, 1, 1, 1));
        assertEquals(StrictMath.log(3), at(kumaraswamy, 0, 1, 3), 1e-15);
        assertEquals(StrictMath.log(3), at(kumaraswamy, 1, 3, 1), 1e-15);
        assertEquals(NOTHING, at(kumaraswamy, 0, 2, 2));
        assertEquals(Double.POSITIVE_INFINITY, at(kumaraswamy, 1, 2, 0.5));
        assertEquals(StrictMath.log(1 - 0.3 * 0.3) + 1, slope(kumaraswamy, 1, 0.3, 2, 1), 1e-14);
    }

    @Test
    void directionsAreThoseOfTheirAngleAndOfNoOtherTurn() {
        Distribution vonMises = new VonMises();
        assertEquals(at(vonMises, 1.3, 0.4, 7), at(vonMises, 1.3, 0.4 - 6 * Math.PI, 7), 1e-13);
        assertEquals(NOTHING, at(vonMises, 3.2, 3.1, 7));
        assertEquals(-StrictMath.log(2 * Math.PI), at(vonMises, Math.PI, 1, 0), 1e-15);
        assertEquals(StrictMath.cos(0.7), slope(vonMises, 1, 0.7, 0, 0), 1e-15);
        assertEquals(1, vonMises.cdf(Math.PI, new double[] {3, 2}));
        assertEquals(0, vonMises.mean(new double[] {0, 3}), 1e-15);
        assertEquals(Math.PI * Math.PI / 3, vonMises.variance(new double[] {1, 0}), 1e-13);
    }

    /** From a concentration of 1e12 on, angles are normal with standard deviation 1e-6, to some 1e-12. */
    @Test
    void concentratedDirectionsAreNormal() {
        Distribution vonMises = new VonMises();
        assertEquals(at(new Normal(), 1.5e-6, 0, 1e-6), at(vonMises, 1.5e-6, 0, 1e12), 1e-11);
        assertEquals(0.5e-12 - 0.5 * 2.25e-12, slope(vonMises, 1, 1.5e-6, 0, 1e12), 1e-15);
        assertEquals(new Normal().cdf(-2e-6, new double[] {0, 1e-6}),
                vonMises.cdf(-2e-6, new double[] {0, 1e12}), 1e-11);
        RandomStream random = RandomStream.of(12);
        for (int i = 0; i < 1000; i++) {
            assertEquals(1, vonMises.sample(new double[] {1, 1e12}, random), 1e-5);
        }
    }

    /** log Phi(-u) is -u^2 / 2 - log(u sqrt(2 pi)) to some 1 / u^2. */
    @Test
    void slantedTailsStayFinite() {
        double u = 5e6;
        double expected = StrictMath.log(2) - 0.5 * 1e12 - 0.5 * u * u - StrictMath.log(u * 2 * Math.PI);
        assertEquals(expected, at(new SkewNormal(), -1e6, 0, 1, 5), 1e-14 * -expected);
        assertEquals(1e3 * 26, slopeByX(new SkewNormal(), -1e3, 0, 1, 5), 1e-2);
        assertEquals(-1e300, at(new Logistic(), 1e300, 0, 1), 1e285);
        assertEquals(-1e300, at(new Logistic(), -1e300, 0, 1), 1e285);
        assertEquals(-5e5, at(new AsymmetricLaplace(), 1e6, 0, 1, 0.5), 2);
        assertEquals(NOTHING, at(new Weibull(), 0, 1, 2));
        assertEquals(NOTHING, at(new InverseGaussian(), 0, 1, 2));
        assertEquals(NOTHING, at(new LogitNormal(), 1, 0, 2));
        assertEquals(NOTHING, at(new FisherSnedecor(), 0, 4, 2));
    }
}
