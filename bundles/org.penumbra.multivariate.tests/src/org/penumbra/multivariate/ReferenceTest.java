package org.penumbra.multivariate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.distribution.MultivariateDistribution;

/**
 * Log densities against values computed with 40 digits (mpmath 1.3), from textbook formulas: those of Gaussian vectors
 * with inverses and determinants, those of LKJ with beta functions (equation 16 of the paper), and against one another.
 */
class ReferenceTest {

    private static final double[] X = {1, -2, 0.5};
    private static final double[] PROPORTIONS = {0.2, 0.5, 0.3};
    private static final double[] FOUR = {0.1, 0.2, 0.3, 0.4};
    private static final double[] COUNTS = {3, 0, 5};
    private static final double[] LAST = {0, 0, 1};
    private static final double[] R = {1, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 1};
    private static final double[] R_FACTOR = {1, 0, 0, 0.5, 0.86602540378443864676, 0, -0.3, 0.40414518843273803516,
        0.86409875978771469746};
    private static final double[] W = {1.5, 0.2, 0.1, 0.2, 0.8, -0.3, 0.1, -0.3, 2.2};
    private static final double[] PATH = {0.3, -0.1, 0.5, 1.2};

    record Reference(Case of, double[] x, double expected) {
    }

    private static Reference of(Class<? extends MultivariateDistribution> type, double[] x, double expected) {
        return new Reference(Case.all().filter(one -> type.isInstance(one.distribution())).findFirst().orElseThrow(), x,
                expected);
    }

    static Stream<Reference> references() {
        return Stream.of(
            of(MultivariateNormalCovariance.class, X, -7.3543422881143510324),
            of(MultivariateNormalFactor.class, X, -9.2492291846958524487),
            of(MultivariateNormalLowRank.class, X, -5.0296207087922984549),
            of(MultivariateStudentTScale.class, X, -6.9744311363219343314),
            of(MultivariateStudentTFactor.class, X, -7.9903618281641369911),
            of(Dirichlet.class, PROPORTIONS, 0.45073068356820346868),
            of(LogisticNormalIndependent.class, FOUR, 0.59393479117537700939),
            of(LogisticNormalCovariance.class, FOUR, 2.0487790225403040127),
            of(LogisticNormalFactor.class, FOUR, 1.705307675008011712),
            of(RelaxedOneHotCategoricalProbs.class, PROPORTIONS, -0.49032700165096951455),
            of(RelaxedOneHotCategoricalLogits.class, PROPORTIONS, -2.0220183067755530401),
            of(MultinomialProbs.class, COUNTS, -5.0897936588221678258),
            of(MultinomialLogits.class, COUNTS, -2.7468144416253330712),
            of(DirichletMultinomial.class, COUNTS, -4.7652147044911711604),
            of(OneHotCategoricalProbs.class, LAST, -0.57536414490356185488),
            of(OneHotCategoricalLogits.class, LAST, -0.20902076654506028807),
            of(WishartScale.class, W, -9.8495217666887157211),
            of(WishartFactor.class, W, -10.134906039570245645),
            of(GaussianHmm.class, new double[] {0.4, -1, 0.2, 0.9, 1.5, -0.3}, -8.3849371583653560028),
            of(GaussianRandomWalk.class, PATH, -3.3715033366555981862),
            of(AutoRegression.class, PATH, -3.3832380305331492066));
    }

    @ParameterizedTest
    @MethodSource("references")
    void densitiesHaveTheValuesOfTheFormulas(Reference reference) {
        assertEquals(reference.expected(), reference.of().density().logDensity(reference.x()), 1e-13
                * Math.max(1, Math.abs(reference.expected())));
    }

    private static double density(MultivariateDistribution distribution, List<List<Integer>> shapes,
            double[][] parameters, List<Integer> event, double... x) {
        return new Numbers(distribution, shapes, parameters, event).logDensity(x);
    }

    private static double lkj(MultivariateDistribution distribution, int order, double concentration, double... x) {
        return density(distribution, List.of(List.of(), List.of()), new double[][] {{order}, {concentration}},
                List.of(order, order), x);
    }

    @Test
    void correlationMatricesHaveTheConstantOfThePaper() {
        assertEquals(-1.5963125911388550389, lkj(new Lkj(), 3, 1, R), 1e-13);
        assertEquals(-1.1627054179922294827, lkj(new Lkj(), 3, 2.5, R), 1e-13);
        assertEquals(-2.05871237887583015, lkj(new Lkj(), 3, 0.6, R), 1e-13);
        assertEquals(-1.7401536273647455026, lkj(new LkjCholesky(), 3, 1, R_FACTOR), 1e-13);
        assertEquals(-1.3065464542181199464, lkj(new LkjCholesky(), 3, 2.5, R_FACTOR), 1e-13);
        double[] unit = new double[25];
        for (int i = 0; i < 5; i++) {
            unit[6 * i] = 1;
        }
        assertEquals(-1.7768028332563232182, lkj(new Lkj(), 5, 1.5, unit), 1e-13);
    }

    @Test
    void oneCorrelationIsUniformAtConcentrationOne() {
        assertEquals(Math.log(0.5), lkj(new Lkj(), 2, 1, 1, 0.3, 0.3, 1), 1e-14);
        assertEquals(Math.log(0.5), lkj(new LkjCholesky(), 2, 1, 1, 0, 0.6, 0.8), 1e-14);
    }

    /** scipy.stats.wishart and invwishart give the same; in one dimension they are gamma and inverse gamma. */
    @Test
    void inOneDimensionWishartIsAGammaDistribution() {
        List<List<Integer>> shapes = List.of(List.of(), List.of(1, 1));
        double[][] parameters = {{5}, {2}};
        double x = 3.3;
        double gamma = 2.5 * Math.log(0.25) - logGammaOfTwoAndAHalf() + 1.5 * Math.log(x) - x / 4;
        assertEquals(gamma, density(new WishartScale(), shapes, parameters, List.of(1, 1), x), 1e-14);
        double inverse = 2.5 * Math.log(1) - logGammaOfTwoAndAHalf() - 3.5 * Math.log(x) - 1 / x;
        assertEquals(inverse, density(new InverseWishart(), shapes, parameters, List.of(1, 1), x), 1e-14);
    }

    /** Gamma(5/2) is 3/4 times the root of pi. */
    private static double logGammaOfTwoAndAHalf() {
        return Math.log(0.75) + 0.5 * Math.log(Math.PI);
    }

    @Test
    void anInverseWishartMatrixHasTheDensityOfThePublishedFormula() {
        double[] scale = {2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 1.5};
        assertEquals(-9.7929818847200102829, density(new InverseWishart(), List.of(List.of(), List.of(3, 3)),
                new double[][] {{4.5}, scale}, List.of(3, 3), W), 1e-13);
    }

    @Test
    void precisionIsTheInverseOfTheCovariance() {
        double[] precision = {2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 1.5};
        double[][] parameters = {{0.3, 0.1, -0.4}, precision};
        assertEquals(-4.3206239841825789465, density(new MultivariateNormalPrecision(),
                List.of(List.of(3), List.of(3, 3)), parameters, List.of(3), X), 1e-13);
    }

    @Test
    void whatIsImpossibleHasNoMass() {
        List<List<Integer>> shapes = List.of(List.of(), List.of(3));
        double[][] parameters = {{8}, {0.2, 0.5, 0}};
        MultinomialProbs counts = new MultinomialProbs();
        double none = Double.NEGATIVE_INFINITY;
        assertEquals(none, density(counts, shapes, parameters, List.of(3), 4, 3, 0));
        assertEquals(none, density(counts, shapes, parameters, List.of(3), 9, -1, 0));
        assertEquals(none, density(counts, shapes, parameters, List.of(3), 4, 3, 1));
        assertEquals(8 * Math.log(0.5 / 0.7), density(counts, shapes, parameters, List.of(3), 0, 8, 0), 1e-13);
        assertEquals(none, density(new OneHotCategoricalLogits(), List.of(List.of(3)),
                new double[][] {{1, 2, 3}}, List.of(3), 1, 1, 0));
    }

    @Test
    void aProportionOfZeroIsPossibleAtConcentrationOne() {
        double[][] parameters = {{1, 1, 2}};
        assertEquals(Math.log(6 * 0.75), density(new Dirichlet(), List.of(List.of(3)), parameters, List.of(3), 0, 0.25,
                0.75), 1e-14);
    }
}
