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

    /** Every distribution but Flat and Delta, at usual and at unusual parameters. */
    static Stream<Case> all() {
        return Stream.of(onTheLine(), positive(), scales(), bounded(), trials(), counts(), categories(),
                CombinedCases.all()).flatMap(cases -> cases);
    }

    private static Stream<Case> onTheLine() {
        return Stream.of(real(new Normal(), 0, 1), real(new Normal(), -3.2, 0.01), real(new StudentT(), 3, 0.5, 2),
                real(new StudentT(), 30, 0, 1), real(new StudentT(), 1.5, -4, 0.1), real(new Cauchy(), 2, 0.25),
                real(new Laplace(), 1.5, 0.4), real(new Logistic(), -1, 3), real(new Gumbel(), 2, 0.5),
                real(new SkewNormal(), 0, 1, 4), real(new SkewNormal(), 3, 0.2, -1.5),
                real(new SkewNormal(), -1, 2, 0), real(new AsymmetricLaplace(), 1, 0.5, 2.5),
                real(new AsymmetricLaplace(), -6, 2, 0.4));
    }

    private static Stream<Case> positive() {
        return Stream.of(positive(new LogNormal(), -1, 0.3), positive(new LogNormal(), 0.5, 1),
                positive(new Exponential(), 0.02), positive(new Gamma(), 2, 1), positive(new Gamma(), 0.3, 4),
                positive(new Gamma(), 250, 10), positive(new InverseGamma(), 3.5, 0.2),
                positive(new InverseGamma(), 1, 1), positive(new InverseGamma(), 6, 30),
                positive(new Weibull(), 1, 1.5), positive(new Weibull(), 40, 0.4), positive(new Weibull(), 2, 20),
                positive(new Chi2(), 1), positive(new Chi2(), 7.5), positive(new FisherSnedecor(), 5, 2),
                positive(new FisherSnedecor(), 3, 7), positive(new FisherSnedecor(), 40, 25.5),
                positive(new InverseGaussian(), 1, 1), positive(new InverseGaussian(), 3, 0.2),
                positive(new InverseGaussian(), 2, 500));
    }

    private static Stream<Case> scales() {
        return Stream.of(positive(new HalfNormal(), 5), positive(new HalfCauchy(), 5),
                positive(new HalfStudentT(), 3, 2.5), positive(new HalfStudentT(), 1, 1),
                positive(new HalfStudentT(), 40, 0.1), from(1, new Pareto(), 1, 1),
                from(0.2, new Pareto(), 0.2, 4.5), from(0, new GeneralizedPareto(), 0, 1, 0),
                from(-1, new GeneralizedPareto(), -1, 2, 0.2), from(2, new GeneralizedPareto(), 2, 0.3, 0.7),
                from(0, new GeneralizedPareto(), 0, 1, 1.5));
    }

    private static Stream<Case> bounded() {
        return Stream.of(between(-1, 3, new Uniform(), -1, 3), unit(new Beta(), 2, 3), unit(new Beta(), 0.5, 1),
                unit(new Beta(), 120, 40), unit(new Kumaraswamy(), 2, 3), unit(new Kumaraswamy(), 0.5, 1),
                unit(new Kumaraswamy(), 60, 9), unit(new LogitNormal(), -0.5, 1.5), unit(new LogitNormal(), -4, 0.2),
                unit(new LogitNormal(), 1, 3), unit(new RelaxedBernoulliProbs(), 1.6, 0.3),
                unit(new RelaxedBernoulliLogits(), 2, 1.2), unit(new ContinuousBernoulliProbs(), 0.2),
                unit(new ContinuousBernoulliLogits(), 0), unit(new ContinuousBernoulliLogits(), 0.15),
                unit(new ContinuousBernoulliLogits(), 55), between(5, 6.25, new GeneralizedPareto(), 5, 0.5, -0.4),
                between(0, 10, new GeneralizedPareto(), 0, 10, -1), angle(0, 1), angle(0.5, 250), angle(2.9, 4),
                angle(-7, 0.3), angle(1, 0));
    }

    private static Stream<Case> trials() {
        return Stream.of(upTo(1, new BernoulliProbs(), 0.3), upTo(1, new BernoulliLogits(), 1.4),
                upTo(10, new BinomialProbs(), 10, 0.3), upTo(400, new BinomialProbs(), 400, 0.97),
                upTo(60, new BinomialLogits(), 60, -1.5), upTo(17, new BinomialLogits(), 17, 0.5),
                upTo(10, new BetaBinomial(), 2, 3, 10), upTo(25, new BetaBinomial(), 0.2, 0.4, 25),
                upTo(300, new BetaBinomial(), 30, 9, 300));
    }

    private static Stream<Case> counts() {
        return Stream.of(count(new Poisson(), 3.5), count(new Poisson(), 0.01), count(new Poisson(), 1500),
                count(new NegativeBinomialProbs(), 5, 0.4), count(new NegativeBinomialProbs(), 0.3, 0.9),
                count(new NegativeBinomialLogits(), 2.5, 1.2), count(new NegativeBinomialLogits(), 40, -2),
                count(new NegativeBinomial2(), 6.5, 2), count(new NegativeBinomial2(), 30, 0.3),
                count(new GammaPoisson(), 2.5, 0.4), count(new GammaPoisson(), 0.3, 0.05),
                count(new GeometricProbs(), 0.3), count(new GeometricProbs(), 0.02),
                count(new GeometricLogits(), -1.5), count(new GeometricLogits(), 2));
    }

    private static Stream<Case> categories() {
        return Stream.of(new Case(new CategoricalProbs(), true, 1, 4, 0.1, 0.4, 0.2, 0.3),
                new Case(new CategoricalLogits(), true, 1, 3, 2.5, -1, 0),
                new Case(new OrderedLogistic(), true, 1, 4, 0.4, -1, 0.2, 3));
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

    private static Case from(double low, Distribution distribution, double... parameters) {
        return new Case(distribution, false, low, INFINITY, parameters);
    }

    private static Case between(double low, double high, Distribution distribution, double... parameters) {
        return new Case(distribution, false, low, high, parameters);
    }

    private static Case unit(Distribution distribution, double... parameters) {
        return between(0, 1, distribution, parameters);
    }

    private static Case angle(double loc, double concentration) {
        return between(-Math.PI, Math.PI, new VonMises(), loc, concentration);
    }

    private static Case upTo(double high, Distribution distribution, double... parameters) {
        return new Case(distribution, true, 0, high, parameters);
    }

    private static Case count(Distribution distribution, double... parameters) {
        return new Case(distribution, true, 0, INFINITY, parameters);
    }

    /** Where the density is not smooth inside of its support; the median when it is. */
    double kink() {
        boolean pointed = distribution instanceof Laplace || distribution instanceof AsymmetricLaplace;
        return pointed ? parameters[0] : quantile(0.5);
    }

    /** Over which distance from there most of the mass is found. */
    double width() {
        return Double.isFinite(low) ? quantile(0.5) - low : quantile(0.75) - quantile(0.25);
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
