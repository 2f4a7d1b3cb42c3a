package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** Parameters and values at the border of what is allowed: no NaN, in the value or in its gradient. */
class EdgesTest {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private static double at(Distribution distribution, double x, double... parameters) {
        return new Case(distribution, false, 0, 0, parameters).logDensity(x);
    }

    private static double slope(Distribution distribution, int position, double x, double... parameters) {
        Expr expression = new Case(distribution, false, 0, 0, parameters).expression();
        return Case.evaluate(Gradient.of(expression, Case.parameter(position)), x, parameters);
    }

    @Test
    void aRateOfZeroNeverCounts() {
        assertEquals(0, at(new Poisson(), 0, 0));
        assertEquals(NOTHING, at(new Poisson(), 1, 0));
        assertEquals(-1, slope(new Poisson(), 0, 0, 0));
        assertEquals(1, new Poisson().cdf(0, new double[] {0}));
        assertEquals(0, new Poisson().quantile(0.9, new double[] {0}));
    }

    @Test
    void certainTrialsHaveLogMassZero() {
        Distribution binomial = new BinomialProbs();
        assertEquals(0, at(binomial, 0, 7, 0));
        assertEquals(0, at(binomial, 7, 7, 1), 1e-15);
        assertEquals(NOTHING, at(binomial, 1, 7, 0));
        assertEquals(NOTHING, at(binomial, 6, 7, 1));
        assertEquals(0, at(binomial, 0, 0, 0.4));
        assertEquals(-7, slope(binomial, 1, 0, 7, 0));
        assertEquals(7, slope(binomial, 1, 7, 7, 1));
        assertEquals(0, at(new BernoulliProbs(), 0, 0), 0);
        assertEquals(0, at(new BernoulliProbs(), 1, 1));
        assertEquals(NOTHING, at(new BernoulliProbs(), 1, 0));
        assertEquals(-1, slope(new BernoulliProbs(), 0, 0, 0));
        assertEquals(0, at(new NegativeBinomialProbs(), 0, 3, 0), 0);
        assertEquals(-3, slope(new NegativeBinomialProbs(), 1, 0, 3, 0));
    }

    @Test
    void extremeLogOddsNeitherOverflowNorCancel() {
        assertEquals(-StrictMath.exp(-50), at(new BernoulliLogits(), 1, 50), 1e-36);
        assertEquals(-800, at(new BernoulliLogits(), 0, 800));
        assertEquals(-800, at(new BernoulliLogits(), 1, -800));
        assertEquals(0, at(new BernoulliLogits(), 1, 800), 0);
        assertEquals(1, slope(new BernoulliLogits(), 0, 1, -800));
        assertEquals(-3 * 800, at(new BinomialLogits(), 0, 3, 800));
        assertEquals(-3 * 800, at(new BinomialLogits(), 3, 3, -800));
        assertEquals(3, slope(new BinomialLogits(), 1, 3, 3, -800));
        assertEquals(-3, slope(new BinomialLogits(), 1, 0, 3, 800));
        assertEquals(-2 * 800, at(new NegativeBinomialLogits(), 0, 2, 800));
    }

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

    @Test
    void momentsThatDoNotExistAreNotNumbers() {
        assertEquals(Double.NaN, new Cauchy().mean(new double[] {0, 1}));
        assertEquals(Double.NaN, new Cauchy().variance(new double[] {0, 1}));
        assertEquals(Double.NaN, new StudentT().mean(new double[] {1, 0, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new StudentT().variance(new double[] {2, 0, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new InverseGamma().mean(new double[] {1, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new HalfCauchy().mean(new double[] {1}));
    }

    @Test
    void categoriesOutsideOfTheVectorHaveNoMass() {
        Distribution probs = new CategoricalProbs();
        assertEquals(NOTHING, at(probs, 0, 0.5, 0.5));
        assertEquals(NOTHING, at(probs, 3, 0.5, 0.5));
        assertEquals(NOTHING, at(probs, 1.5, 0.5, 0.5));
        assertEquals(NOTHING, at(probs, 1, 0, 2));
        assertEquals(0, at(probs, 2, 0, 2));
        assertEquals(2, probs.quantile(0, new double[] {0, 2}));
        assertEquals(2, probs.quantile(1, new double[] {1, 1, 0}));
        assertEquals(-2000, at(new CategoricalLogits(), 1, -1000, 1000));
        assertEquals(-StrictMath.log(2), at(new CategoricalLogits(), 1, 1e5, 1e5, -1e5), 1e-10);
    }

    @Test
    void flatIsOneEverywhereAndCannotBeDrawn() {
        assertEquals(0, at(new Flat(), -1e300));
        assertThrows(UnsupportedOperationException.class, () -> new Flat().sample(new double[0], RandomStream.of(1)));
        assertEquals(Double.NaN, new Flat().mean(new double[0]));
        assertEquals(Expr.of(0), new Flat().logDensity(Case.x(), List.of()));
    }
}
