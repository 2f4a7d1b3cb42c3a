package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Observations;
import org.penumbra.inference.Target;

/** One density for each observation, against densities by hand, and against the likelihood of the whole. */
class ObservationsTest {

    private static double[] pieces(ModelText model, double... x) {
        Observations observations = model.observations();
        double[] values = new double[observations.names().size()];
        observations.logLikelihood(x, values);
        return values;
    }

    /** What the data add to the prior is the sum of the pieces. */
    private static void assertAddsUp(ModelText model, double... x) {
        Target target = model.compile().target();
        double likelihood = target.logDensity(x) - target.prior().orElseThrow().logDensity(x);
        assertEquals(likelihood, Arrays.stream(pieces(model, x)).sum(), 1e-10 * Math.abs(likelihood));
    }

    private static double normal(double mean, double sd, double at) {
        return NormalDistribution.of(mean, sd).logDensity(at);
    }

    @Test
    void eachRowOfAPlateIsOne() {
        ModelText model = new ModelText("""
                data n : int  data x : real[n]  data y : real[n]
                b ~ Normal(0, 1)  s : positive ~ LogNormal(0, 1)
                plate i in 1..n { y[i] ~ Normal(b * x[i], s) }""").with("x", 1, 2, 3).with("y", 0.5, 1.5, 4);
        double s = Math.exp(0.3);
        assertEquals(List.of("y[1]", "y[2]", "y[3]"), model.observations().names());
        double[] pieces = pieces(model, 0.7, 0.3);
        double[] expected = {normal(0.7, s, 0.5), normal(1.4, s, 1.5), normal(0.7 * 3, s, 4)};
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k], pieces[k], 1e-13);
        }
        assertAddsUp(model, 0.7, 0.3);
    }

    @Test
    void aVectorOfIndependentElementsIsOneEach() {
        ModelText model = new ModelText("""
                data n : int  data k : int  data y : real[n, k]
                b ~ Normal(0, 1)
                y ~ Normal(b, 2)""").shaped("y", List.of(2, 3), 1, 2, 3, 4, 5, 6);
        assertEquals(List.of("y[1,1]", "y[1,2]", "y[1,3]", "y[2,1]", "y[2,2]", "y[2,3]"),
                model.observations().names());
        assertEquals(normal(0.1, 2, 6), pieces(model, 0.1)[5], 1e-13);
    }

    @Test
    void aJointVectorIsOne() {
        ModelText model = new ModelText("""
                data n : int  data y : real[n, 2]
                m : real[2] ~ Normal(0, 1)
                plate i in 1..n { y[i] ~ MultivariateNormal(m, covariance = [[2, 0], [0, 3]]) }""")
                .shaped("y", List.of(2, 2), 1, 2, 3, 4);
        assertEquals(List.of("y[1]", "y[2]"), model.observations().names());
        assertEquals(normal(0.5, Math.sqrt(2), 3) + normal(-0.5, Math.sqrt(3), 4), pieces(model, 0.5, -0.5)[1], 1e-12);
    }

    @Test
    void loopsThatBeginLateLeaveNoHoles() {
        ModelText model = new ModelText("""
                data n : int  data y : real[n, 2]
                b ~ Normal(0, 1)
                for i in 2..n { for j in 1..2 { y[i, j] ~ Normal(b * j, 1) } }""")
                .shaped("y", List.of(3, 2), 0, 0, 1, 0, 2, 3);
        assertEquals(List.of("y[2,1]", "y[2,2]", "y[3,1]", "y[3,2]"), model.observations().names());
        assertAddsUp(model, 0.4);
        assertEquals(normal(0.8, 1, 3), pieces(model, 0.4)[3], 1e-13);
    }

    /** A mixture: the discrete site is summed out of each row, whatever the compiler takes out of the sum. */
    @Test
    void discreteSitesAreSummedOutOfEach() {
        ModelText model = new ModelText("""
                data n : int  data y : real[n]
                w ~ Dirichlet([1, 1])
                m : real[2] ~ Normal(0, 1)
                plate i in 1..n { z[i] ~ Categorical(w)  y[i] ~ Normal(m[z[i]], 1) }""").with("y", -1, 0.5, 2);
        assertEquals(List.of("y[1]", "y[2]", "y[3]"), model.observations().names());
        double[] x = {0.4, -0.7, 1.1};
        Target target = model.compile().target();
        double[] site = new double[target.sites().valueCount()];
        target.sites().constrain(x, site);
        double expected = Math.log(site[0] * Math.exp(normal(site[2], 1, 2)) + site[1] * Math.exp(normal(site[3], 1,
                2)));
        assertEquals(expected, pieces(model, x)[2], 1e-12);
        assertAddsUp(model, x);
    }

    /** All of a chain is one observation: its elements are not independent given the parameters. */
    @Test
    void aChainIsOne() {
        ModelText model = new ModelText("""
                data n : int  data y : real[n]
                m : real[2] ~ Normal(0, 1)
                z[1] ~ Categorical([0.5, 0.5])
                for t in 2..n { z[t] ~ Categorical([0.3, 0.7]) }
                for t in 1..n { y[t] ~ Normal(m[z[t]], 1) }""").with("y", -1, 0.5, 2);
        assertAddsUp(model, 0.4, -0.7);
    }

    @Test
    void recurrencesAreComputed() {
        ModelText model = new ModelText("""
                data n : int  data y : real[n]
                b ~ Normal(0, 1)
                s[1] = 1.0
                for t in 2..n { s[t] = 0.5 * s[t - 1] + b }
                for t in 1..n { y[t] ~ Normal(s[t], 1) }""").with("y", 1, 2, 3, 4);
        assertEquals(normal(0.25 + 1.5 * 0.6, 1, 3), pieces(model, 0.6)[2], 1e-12);
        assertAddsUp(model, 0.6);
    }

    @Test
    void whatIsNotToldApartIsSaid() {
        assertTrue(new ModelText("b ~ Normal(0, 1)\nfactor -b").observations().obstacle().orElseThrow()
                .contains("observes nothing"));
    }
}
