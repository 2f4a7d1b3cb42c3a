package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.SiteMap.Site;
import org.penumbra.inference.Target;

/** Missing elements of observed data are latent sites: outcomes, covariates with a prior, time series. */
class MissingValuesTest {

    private static final double NA = Double.NaN;

    static Stream<ModelText> models() {
        return Stream.of(
            new ModelText("data n : int  data x : real[n]  data y : real[n]  a ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                    + "plate i in 1..n { y[i] ~ Normal(a * x[i], s) }")
                    .with("x", 1, 2, 3, 4).with("y", 1.2, NA, 2.9, NA),
            new ModelText("data n : int  data x : real[n]  data y : real[n]  a ~ Normal(0, 1)  m ~ Normal(0, 1)\n"
                    + "plate i in 1..n { x[i] ~ Normal(m, 2)  y[i] ~ Normal(a * x[i], 1) }")
                    .with("x", 1, NA, 3, NA).with("y", 1.2, 2.2, 2.9, 4),
            new ModelText("data n : int  data x : real[n]  data y : real[n]  a ~ Normal(0, 1)\n"
                    + "plate i in 1..n { y[i] ~ Normal(a * x[i], 1)  x[i] ~ Normal(0, 2) }")
                    .with("x", NA, NA, 3, 1).with("y", 1.2, NA, 2.9, 4),
            new ModelText("data T : int  data y : real[T]  p ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                    + "y[1] ~ Normal(0, 1)  for t in 2..T { y[t] ~ Normal(p * y[t-1], s) }")
                    .with("y", 1, NA, NA, 0.3, -0.2),
            new ModelText("data Y : positive[2, 3]  m ~ Normal(0, 1)  u ~ LogNormal(0, 1)\n"
                    + "plate j in 1..2 { Y[j] ~ LogNormal(m, 1) }  factor -u * Y[2, 1]")
                    .shaped("Y", List.of(2, 3), 1, NA, 3, NA, 2, 1),
            new ModelText("data y : real[4]  w ~ LogNormal(0, 1)  y ~ Uniform(-w, 5 + w)")
                    .with("y", 1, NA, 3, 0.3));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @Test
    void theDensityIsThatOfTheModelInWhichTheMissingElementsAreSites() {
        Target imputed = models().findFirst().orElseThrow().compile().target();
        Target written = new ModelText("a ~ Normal(0, 1)  s ~ HalfNormal(1)  u : real[2] ~ Normal([2 * a, 4 * a], s)\n"
                + "data x : real[2]  data y : real[2]  y ~ Normal(a * x, s)").with("x", 1, 3).with("y", 1.2, 2.9)
                .compile().target();
        assertEquals(4, imputed.dimension());
        double[] x = TargetContract.point(imputed, 3);
        assertEquals(written.logDensity(x), imputed.logDensity(x), 1e-12);
    }

    @Test
    void missingCountsLeaveTheDensityOfTheOthers() {
        Target with = new ModelText("data k : int[4]  r ~ Gamma(2, 1)  k ~ Poisson(r)").with("k", 3, NA, 5, 2)
                .compile().target();
        Target without = new ModelText("data k : int[3]  r ~ Gamma(2, 1)  k ~ Poisson(r)").with("k", 3, 5, 2)
                .compile().target();
        assertEquals(without.logDensity(new double[] {0.4}), with.logDensity(new double[] {0.4}), 1e-12);
    }

    @Test
    void reportsNameTheElementsByTheirPlaceInTheData() {
        Target target = new ModelText("data Y : real[2, 3]  m ~ Normal(0, 1)  Y ~ Normal(m, 1)")
                .shaped("Y", List.of(2, 3), 1, NA, 3, NA, 2, 1).compile().target();
        Site site = target.sites().sites().get(1);
        assertEquals("Y[1,2]", site.elementName(0));
        assertEquals("Y[2,1]", site.elementName(1));
    }

    @Test
    void whatNothingObservesOrCannotBeImputedIsRefused() {
        refused("PEN-2202", new ModelText("data x : real[3]  a ~ Normal(0, 1)  factor a * sum(x)").with("x", 1, NA, 2));
        refused("PEN-2205", new ModelText("data k : int[3]  a ~ Normal(0, 1)  plate i in 1..3 { k[i] ~ Poisson(2) }\n"
                + "factor a * sum(k)").with("k", 1, NA, 2));
        refused("PEN-2206", new ModelText("data y : real[3]  a ~ Normal(0, 1)  y[1] ~ Normal(a, 1)  factor y[2] * a")
                .with("y", 1, NA, 2));
    }

    private static void refused(String code, ModelText model) {
        PenumbraException problem = assertThrows(PenumbraException.class, model::compile);
        assertTrue(problem.problems().getFirst().code().equals(code), problem.getMessage());
    }
}
