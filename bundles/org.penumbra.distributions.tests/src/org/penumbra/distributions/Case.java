package org.penumbra.distributions;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;

/**
 * One distribution with one choice of parameters.
 *
 * @param low lower end of the support; -infinity when there is none
 * @param high upper end of the support; infinity when there is none
 */
record Case(Distribution distribution, boolean discrete, double low, double high, double... parameters) {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Array X = new Array("x", Array.Role.FREE, List.of());
    private static final Array PARAMETERS = new Array("parameters", Array.Role.FREE, List.of(9));

    /** Every distribution but Flat, at usual and at unusual parameters. */
    static Stream<Case> all() {
        return Stream.of(real(new Normal(), 0, 1), real(new Normal(), -3.2, 0.01), real(new StudentT(), 3, 0.5, 2),
                real(new StudentT(), 30, 0, 1), real(new StudentT(), 1.5, -4, 0.1), real(new Cauchy(), 2, 0.25),
                positive(new HalfNormal(), 5), positive(new LogNormal(), -1, 0.3), positive(new LogNormal(), 0.5, 1),
                positive(new HalfCauchy(), 5), positive(new Exponential(), 0.02), positive(new Gamma(), 2, 1),
                positive(new Gamma(), 0.3, 4), positive(new Gamma(), 250, 10), positive(new InverseGamma(), 3.5, 0.2),
                positive(new InverseGamma(), 1, 1), positive(new InverseGamma(), 6, 30),
                new Case(new Uniform(), false, -1, 3, -1, 3), new Case(new Beta(), false, 0, 1, 2, 3),
                new Case(new Beta(), false, 0, 1, 0.5, 1), new Case(new Beta(), false, 0, 1, 120, 40),
                new Case(new BernoulliProbs(), true, 0, 1, 0.3), new Case(new BernoulliLogits(), true, 0, 1, 1.4),
                new Case(new BinomialProbs(), true, 0, 10, 10, 0.3),
                new Case(new BinomialProbs(), true, 0, 400, 400, 0.97),
                new Case(new BinomialLogits(), true, 0, 60, 60, -1.5),
                new Case(new BinomialLogits(), true, 0, 17, 17, 0.5), count(new Poisson(), 3.5),
                count(new Poisson(), 0.01), count(new Poisson(), 1500), count(new NegativeBinomialProbs(), 5, 0.4),
                count(new NegativeBinomialProbs(), 0.3, 0.9), count(new NegativeBinomialLogits(), 2.5, 1.2),
                count(new NegativeBinomialLogits(), 40, -2),
                new Case(new CategoricalProbs(), true, 1, 4, 0.1, 0.4, 0.2, 0.3),
                new Case(new CategoricalLogits(), true, 1, 3, 2.5, -1, 0));
    }

    static Stream<Case> continuous() {
        return all().filter(c -> !c.discrete);
    }

    static Stream<Case> counted() {
        return all().filter(c -> c.discrete);
    }

    private static Case real(Distribution distribution, double... parameters) {
        return new Case(distribution, false, -INFINITY, INFINITY, parameters);
    }

    private static Case positive(Distribution distribution, double... parameters) {
        return new Case(distribution, false, 0, INFINITY, parameters);
    }

    private static Case count(Distribution distribution, double... parameters) {
        return new Case(distribution, true, 0, INFINITY, parameters);
    }

    double logDensity(double x) {
        return evaluate(expression(), x, parameters);
    }

    double density(double x) {
        return density().applyAsDouble(x);
    }

    /** The density as a function, for many evaluations. */
    DoubleUnaryOperator density() {
        Expr expression = expression();
        return x -> StrictMath.exp(evaluate(expression, x, parameters));
    }

    double mean() {
        return distribution.mean(parameters);
    }

    double variance() {
        return distribution.variance(parameters);
    }

    double cdf(double x) {
        return distribution.cdf(x, parameters);
    }

    double quantile(double p) {
        return distribution.quantile(p, parameters);
    }

    /** The log density over the variables {@link #x} and {@link #parameter}. */
    Expr expression() {
        return distribution.logDensity(x(),
                IntStream.range(0, parameters.length).<Expr>mapToObj(Case::parameter).toList());
    }

    static Expr x() {
        return new Element(X, Expr.of(0));
    }

    static Expr parameter(int position) {
        return new Element(PARAMETERS, Expr.of(position));
    }

    static double evaluate(Expr expression, double x, double... parameters) {
        Map<Array, double[]> values = Map.of(X, new double[] {x}, PARAMETERS, parameters);
        return new Evaluator(values::get).evaluate(expression);
    }

    @Override
    public String toString() {
        return distribution.getClass().getSimpleName() + Arrays.toString(parameters);
    }
}
