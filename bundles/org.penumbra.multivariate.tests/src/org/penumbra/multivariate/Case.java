package org.penumbra.multivariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.distribution.Structure;

/**
 * A distribution with parameters, and others near them, to be tested.
 *
 * @param structure of a draw; null for vectors that need none
 * @param event shape of a draw
 * @param shapes of the parameters
 * @param near parameters with a density that is nowhere much larger
 */
record Case(MultivariateDistribution distribution, Structure structure, List<Integer> event,
        List<List<Integer>> shapes, double[][] parameters, double[][] near) {

    private static final double[] COV = {2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 1.5};
    private static final double[] NEAR_COV = {1.9, 0.4, -0.3, 0.4, 0.9, 0.2, -0.3, 0.2, 1.4};
    private static final double[] FACTOR = {1.2, 0, 0, 0.4, 0.7, 0, -0.3, 0.1, 2};
    private static final double[] NEAR_FACTOR = {1.1, 0, 0, 0.4, 0.65, 0, -0.2, 0.1, 1.9};
    private static final double[] LOC = {0.3, 0.1, -0.4};
    private static final double[] NEAR_LOC = {0.4, 0.05, -0.3};
    private static final List<Integer> V3 = List.of(3);
    private static final List<Integer> M3 = List.of(3, 3);
    private static final List<Integer> M2 = List.of(2, 2);
    private static final List<Integer> S = List.of();

    static double[] d(double... values) {
        return values;
    }

    private static double[][] p(double[]... parameters) {
        return parameters;
    }

    Numbers density() {
        return new Numbers(distribution, shapes, parameters, event);
    }

    Numbers nearDensity() {
        return new Numbers(distribution, shapes, near, event);
    }

    int size() {
        return event.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return distribution.getClass().getSimpleName() + Arrays.deepToString(parameters);
    }

    static Stream<Case> all() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(gaussian());
        cases.addAll(simplices());
        cases.addAll(counts());
        cases.addAll(matrices());
        cases.addAll(series());
        return cases.stream();
    }

    private static List<Case> gaussian() {
        return List.of(
            new Case(new MultivariateNormalCovariance(), null, V3, List.of(V3, M3), p(LOC, COV), p(NEAR_LOC, NEAR_COV)),
            new Case(new MultivariateNormalPrecision(), null, V3, List.of(V3, M3), p(LOC, NEAR_COV), p(NEAR_LOC, COV)),
            new Case(new MultivariateNormalFactor(), null, V3, List.of(V3, M3), p(LOC, FACTOR),
                    p(NEAR_LOC, NEAR_FACTOR)),
            new Case(new MultivariateNormalLowRank(), null, V3, List.of(V3, List.of(3, 2), V3),
                    p(LOC, d(1, 0.2, -0.5, 0.3, 0.4, 0.8), d(0.5, 1.2, 0.7)),
                    p(NEAR_LOC, d(1, 0.1, -0.4, 0.3, 0.4, 0.7), d(0.45, 1.1, 0.65))),
            new Case(new MultivariateStudentTScale(), null, V3, List.of(S, V3, M3), p(d(4.5), LOC, COV),
                    p(d(5), NEAR_LOC, NEAR_COV)),
            new Case(new MultivariateStudentTFactor(), null, V3, List.of(S, V3, M3), p(d(4.5), LOC, FACTOR),
                    p(d(5), NEAR_LOC, NEAR_FACTOR)));
    }

    private static List<Case> simplices() {
        List<Integer> four = List.of(4);
        return List.of(
            new Case(new Dirichlet(), Structure.SIMPLEX, V3, List.of(V3), p(d(0.7, 2.5, 4)), p(d(0.8, 2.2, 4.2))),
            new Case(new LogisticNormalIndependent(), Structure.SIMPLEX, four, List.of(V3, V3), p(LOC, d(1, 0.5, 2)),
                    p(NEAR_LOC, d(0.9, 0.48, 1.9))),
            new Case(new LogisticNormalCovariance(), Structure.SIMPLEX, four, List.of(V3, M3), p(LOC, COV),
                    p(NEAR_LOC, NEAR_COV)),
            new Case(new LogisticNormalFactor(), Structure.SIMPLEX, four, List.of(V3, M3), p(LOC, FACTOR),
                    p(NEAR_LOC, NEAR_FACTOR)),
            new Case(new RelaxedOneHotCategoricalProbs(), Structure.SIMPLEX, V3, List.of(S, V3),
                    p(d(0.7), d(0.3, 1, 2)), p(d(0.75), d(0.35, 1, 1.8))),
            new Case(new RelaxedOneHotCategoricalLogits(), Structure.SIMPLEX, V3, List.of(S, V3),
                    p(d(0.7), d(0.3, -1, 2)), p(d(0.75), d(0.4, -0.9, 2))));
    }

    private static List<Case> counts() {
        return List.of(
            new Case(new MultinomialProbs(), null, V3, List.of(S, V3), p(d(8), d(0.2, 0.5, 0.9)),
                    p(d(8), d(0.25, 0.5, 0.8))),
            new Case(new MultinomialLogits(), null, V3, List.of(S, V3), p(d(8), d(0.3, -1, 2)),
                    p(d(8), d(0.4, -0.8, 2))),
            new Case(new DirichletMultinomial(), null, V3, List.of(V3, S), p(d(0.7, 2.5, 4), d(8)),
                    p(d(0.8, 2.2, 4.2), d(8))),
            new Case(new OneHotCategoricalProbs(), null, V3, List.of(V3), p(d(0.2, 0.5, 0.9)), p(d(0.3, 0.5, 0.8))),
            new Case(new OneHotCategoricalLogits(), null, V3, List.of(V3), p(d(0.3, -1, 2)), p(d(0.5, -0.5, 2))));
    }

    private static List<Case> matrices() {
        return List.of(
            new Case(new Lkj(), Structure.CORR, M3, List.of(S, S), p(d(3), d(1.5)), p(d(3), d(1.8))),
            new Case(new Lkj(), Structure.CORR, List.of(4, 4), List.of(S, S), p(d(4), d(0.8)), p(d(4), d(1.2))),
            new Case(new LkjCholesky(), Structure.CORR_CHOLESKY, M3, List.of(S, S), p(d(3), d(1.5)), p(d(3), d(1.8))),
            new Case(new LkjCholesky(), Structure.CORR_CHOLESKY, List.of(5, 5), List.of(S, S), p(d(5), d(1)),
                    p(d(5), d(1.2))),
            new Case(new WishartScale(), Structure.COV, M3, List.of(S, M3), p(d(4.5), COV), p(d(4.6), NEAR_COV)),
            new Case(new WishartFactor(), Structure.COV, M3, List.of(S, M3), p(d(4.5), FACTOR),
                    p(d(4.6), NEAR_FACTOR)),
            new Case(new InverseWishart(), Structure.COV, M3, List.of(S, M3), p(d(4.5), NEAR_COV), p(d(4.6), COV)));
    }

    private static List<Case> series() {
        List<Integer> four = List.of(4);
        return List.of(
            new Case(new GaussianHmm(), null, List.of(3, 2), List.of(List.of(2), M2, M2, M2, M2, M2),
                    p(d(0.3, -0.5), d(1, 0.2, 0.2, 0.6), d(0.8, 0.1, -0.3, 0.7), d(0.5, 0.1, 0.1, 0.4),
                            d(1, 0.5, -0.2, 1.5), d(0.3, -0.1, -0.1, 0.4)),
                    p(d(0.4, -0.4), d(0.9, 0.2, 0.2, 0.6), d(0.75, 0.1, -0.3, 0.7), d(0.48, 0.1, 0.1, 0.4),
                            d(1, 0.5, -0.2, 1.4), d(0.28, -0.1, -0.1, 0.38))),
            new Case(new GaussianRandomWalk(), null, four, List.of(S), p(d(0.7)), p(d(0.66))),
            new Case(new AutoRegression(), null, four, List.of(List.of(2), S, S), p(d(0.5, -0.2), d(0.7), d(0.1)),
                    p(d(0.45, -0.15), d(0.67), d(0.15))));
    }
}
