package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.penumbra.distributions.Point.at;
import static org.penumbra.distributions.Point.slope;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** Parameters and values at the border of what is allowed: no NaN, in the value or in its gradient. */
class EdgesTest {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

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

    @Test
    void momentsThatDoNotExistAreNotNumbers() {
        assertEquals(Double.NaN, new Cauchy().mean(new double[] {0, 1}));
        assertEquals(Double.NaN, new Cauchy().variance(new double[] {0, 1}));
        assertEquals(Double.NaN, new StudentT().mean(new double[] {1, 0, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new StudentT().variance(new double[] {2, 0, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new InverseGamma().mean(new double[] {1, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new HalfCauchy().mean(new double[] {1}));
        assertEquals(Double.POSITIVE_INFINITY, new HalfStudentT().mean(new double[] {1, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new HalfStudentT().variance(new double[] {2, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new FisherSnedecor().mean(new double[] {3, 2}));
        assertEquals(Double.POSITIVE_INFINITY, new FisherSnedecor().variance(new double[] {3, 4}));
        assertEquals(Double.POSITIVE_INFINITY, new Pareto().mean(new double[] {1, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new Pareto().variance(new double[] {1, 2}));
        assertEquals(Double.POSITIVE_INFINITY, new GeneralizedPareto().mean(new double[] {0, 1, 1}));
        assertEquals(Double.POSITIVE_INFINITY, new GeneralizedPareto().variance(new double[] {0, 1, 0.5}));
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
    void overdispersionVanishesWithoutLossOfDigits() {
        for (double x : new double[] {0, 1, 7, 40}) {
            double poisson = at(new Poisson(), x, 5);
            assertEquals(poisson, at(new NegativeBinomial2(), x, 5, 1e15), 1e-12);
            assertEquals(poisson, at(new GammaPoisson(), x, 5e15, 1e15), 1e-12);
            assertEquals(at(new BinomialProbs(), x, 40, 0.3), at(new BetaBinomial(), x, 3e15, 7e15, 40), 1e-12);
        }
        assertEquals(0, slope(new NegativeBinomial2(), 1, 3, 5, 1e9), 1e-14);
    }

    @Test
    void meansAndSuccessesAtTheBorder() {
        assertEquals(0, at(new NegativeBinomial2(), 0, 0, 2));
        assertEquals(NOTHING, at(new NegativeBinomial2(), 1, 0, 2));
        assertEquals(-1, slope(new NegativeBinomial2(), 0, 0, 0, 2));
        assertEquals(0, at(new GeometricProbs(), 0, 1));
        assertEquals(NOTHING, at(new GeometricProbs(), 1, 1));
        assertEquals(0, new GeometricProbs().sample(new double[] {1}, RandomStream.of(3)));
        assertEquals(-800, at(new GeometricLogits(), 0, -800));
        assertEquals(-1600, at(new GeometricLogits(), 2, 800));
        assertEquals(1, slope(new GeometricLogits(), 0, 0, -800));
        assertEquals(0, at(new BetaBinomial(), 0, 2, 3, 0));
        assertEquals(0, new BetaBinomial().quantile(1, new double[] {2, 3, 0}));
    }

    @Test
    void deltaIsOneNumber() {
        Distribution delta = new Delta();
        assertEquals(0, at(delta, 2.5, 2.5));
        assertEquals(NOTHING, at(delta, Math.nextUp(2.5), 2.5));
        assertEquals(0, slope(delta, 0, 2.5, 2.5));
        double[] parameters = {2.5};
        assertEquals(2.5, delta.sample(parameters, RandomStream.of(1)));
        assertEquals(2.5, delta.mean(parameters));
        assertEquals(0, delta.variance(parameters));
        assertEquals(2.5, delta.quantile(0.3, parameters));
        assertEquals(0, delta.cdf(2.4, parameters));
        assertEquals(1, delta.cdf(2.5, parameters));
    }

    @Test
    void flatIsOneEverywhereAndCannotBeDrawn() {
        assertEquals(0, at(new Flat(), -1e300));
        assertThrows(UnsupportedOperationException.class, () -> new Flat().sample(new double[0], RandomStream.of(1)));
        assertEquals(Double.NaN, new Flat().mean(new double[0]));
        assertEquals(Expr.of(0), new Flat().logDensity(Case.x(), List.of()));
    }
}
