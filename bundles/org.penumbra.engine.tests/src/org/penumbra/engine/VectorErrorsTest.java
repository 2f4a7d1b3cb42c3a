package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Target;

/** What is wrong with vectors and matrices is said when data are bound, with parameter, element and place. */
class VectorErrorsTest {

    private static ModelText matrix(String statements, double... numbers) {
        return new ModelText(statements).shaped("V", List.of(2, 2), numbers);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
            Arguments.of(matrix("data V : cov[2]  x ~ MultivariateNormal([0, 0], V)", 1, 2, 2, 1), "PEN-2202",
                    "'V' is declared cov, but from test.csv:2:1 on it is none: it is not positive definite."),
            Arguments.of(matrix("data V : real[2, 2]  x ~ MultivariateNormal([0, 0], V)", 1, 2, 2, 1), "PEN-2303",
                    "MultivariateNormal: covariance is no cov: it is not positive definite."),
            Arguments.of(matrix("data V : real[2, 2]  x ~ MultivariateNormal([0, 0], scaleTril = V)", 1, 2, 0, 1),
                    "PEN-2303", "MultivariateNormal: scaleTril is no covCholesky: element [1, 2] is 2, not 0."),
            Arguments.of(new ModelText("data a : real[2, 3]  plate i in 1..2 { p[i] ~ Dirichlet(a[i]) }")
                    .shaped("a", List.of(2, 3), 1, 1, 1, 1, -1, 1), "PEN-2303",
                    "Dirichlet: concentration[2] = -1.0 at i = 2, expected positive."),
            Arguments.of(new ModelText("data n : int  data y : real[2, n]  m : real[2] ~ Normal(0, 1)\n"
                    + "plate i in 1..2 { y[i] ~ MultivariateNormal(m, [[1, 0], [0, 1]]) }")
                    .shaped("y", List.of(2, 3), 1, 1, 1, 1, -1, 1), "PEN-2101",
                    "MultivariateNormal: what it draws has the extents [K], where K is 2 and 3."),
            Arguments.of(new ModelText("x ~ GaussianRandomWalk(1)"), "PEN-2341",
                    "The extent T of what GaussianRandomWalk draws is not known."),
            Arguments.of(new ModelText("s ~ Normal(0, 1)  x ~ GaussianRandomWalk(1, s)"), "PEN-2106",
                    "The parameter 'steps' of GaussianRandomWalk is a size: expected a number that is known from the"
                            + " data."),
            Arguments.of(new ModelText("S : cov[2] ~ Normal(0, 1)"), "PEN-2342",
                    "'S' is declared cov, but Normal is not a distribution of such matrices."),
            Arguments.of(new ModelText("L : corr[3] ~ LKJCholesky(3)"), "PEN-2342",
                    "'L' is declared corr, but LKJCholesky draws a corrCholesky."),
            Arguments.of(new ModelText("p ~ Dirichlet([1, 1]) @noncentered"), "PEN-2304",
                    "@noncentered needs a location-scale distribution on the reals, found Dirichlet of the type"
                            + " simplex."),
            Arguments.of(new ModelText("c ~ OneHotCategorical([0.5, 0.5])  y ~ Normal(c[1], 1)"), "PEN-2345",
                    "'c' is a latent site, and OneHotCategorical draws vectors of whole numbers, which cannot be summed"
                            + " out."),
            Arguments.of(new ModelText("y ~ Truncated(Dirichlet([1, 1]), min = 0)"), "PEN-2343",
                    "Dirichlet draws simplex[K]: a distribution inside of another one draws numbers."),
            Arguments.of(new ModelText("x[1] ~ Dirichlet([1, 1])\n"
                    + "for t in 2..3 { x[t] ~ MultivariateNormal(x[t-1], [[1, 0], [0, 1]]) }"), "PEN-2902",
                    "The elements of 'x' are drawn one after the other, so they must have one support whose bounds are"
                            + " numbers."),
            Arguments.of(new ModelText("data z : real[2, 2]  a ~ Gamma(2, 1)\n"
                    + "plate i in 1..2 { z[i] ~ Dirichlet([a, a]) }").shaped("z", List.of(2, 2), 0.5, 0.5, 0.4, 0.8),
                    "PEN-2203", "'z' has a value that Dirichlet cannot produce (from test.csv:4:1): it is no simplex:"
                            + " its elements sum to 1.2, not 1."));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isSaid(ModelText model, String code, String message) {
        PenumbraException thrown = assertThrows(PenumbraException.class, model::compileUnchecked);
        Problem problem = thrown.problems().getFirst();
        assertEquals(code + " " + message, problem.code() + " " + problem.message());
    }

    @Test
    void aParameterThatLeavesItsSupportIsNamedByItsElement() {
        Target target = new ModelText("m : real[2] ~ Normal(0, 1)  p ~ Dirichlet(m)").compileUnchecked().target();
        double[] x = {1, -0.5, 0.3};
        assertTrue(Double.isNaN(target.logDensity(x)));
        assertEquals("concentration[2] = -0.5, expected positive", target.contributions(x).getLast().detail());
        assertTrue(Double.isFinite(target.logDensity(new double[] {1, 0.5, 0.3})));
    }

    @Test
    void aMatrixThatIsNoCovarianceMakesTheDensityNaN() {
        Target target = new ModelText("c ~ Normal(0, 1)  x ~ MultivariateNormal([0, 0], [[1, c], [c, 1]])")
                .compileUnchecked().target();
        double[] x = {2, -0.5, 0.3};
        assertTrue(Double.isNaN(target.logDensity(x)));
        assertEquals("covariance is no cov: it is not positive definite", target.contributions(x).getLast().detail());
        assertTrue(Double.isFinite(target.logDensity(new double[] {0.5, 0.5, 0.3})));
    }
}
