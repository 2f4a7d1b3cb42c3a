package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.compiler.Prediction;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.math.Statistics;

/** Data drawn given the latent sites; seeds are fixed. Five standard errors: a false alarm in less than one of 1e6. */
class PredictionTest {

    private static final int DRAWS = 4000;

    private static double[] drawn(Prediction prediction, Map<String, double[]> given, String name, int element) {
        RandomStream random = RandomStream.of(3);
        double[] draws = new double[DRAWS];
        for (int k = 0; k < DRAWS; k++) {
            Prediction.Drawn one = prediction.draw(given, random);
            draws[k] = (one.data().containsKey(name) ? one.data() : one.sites()).get(name)[element];
        }
        return draws;
    }

    private static void assertNormal(double mean, double sd, double[] draws) {
        assertEquals(mean, Statistics.mean(draws), 5 * sd / Math.sqrt(DRAWS));
        assertEquals(sd * sd, Statistics.variance(draws), 5 * sd * sd * Math.sqrt(2.0 / DRAWS));
    }

    @Test
    void dataAreDrawnGivenTheSites() {
        Prediction prediction = new ModelText("""
                data n : int  data x : real[n]  data y : real[n]
                b ~ Normal(0, 1)  s : positive ~ LogNormal(0, 1)  deterministic twice = 2 * b
                plate i in 1..n { y[i] ~ Normal(b * x[i], s) }""").with("x", 1, 2, 3).with("y", 0, 0, 0).prediction();
        Map<String, double[]> given = Map.of("b", new double[] {0.7}, "s", new double[] {0.2});
        assertNormal(2.1, 0.2, drawn(prediction, given, "y", 2));
        assertEquals(Map.of("y", List.of(3)), prediction.data());
        assertArrayEquals(new double[] {1.4}, prediction.draw(given, RandomStream.of(1)).sites().get("twice"), 1e-15);
    }

    /** Whatever form a site has, its value goes through its coordinates and comes back. */
    @ParameterizedTest
    @ValueSource(strings = {"t ~ Normal(m, 3) @noncentered", "t ~ Uniform(m - 5, m + 9)",
        "t : real(min = -3, max = 8) ~ Normal(m, 2)"})
    void givenValuesAreKept(String site) {
        ModelText model = new ModelText("data y : real  m ~ Normal(0, 1)  " + site + "  y ~ Normal(t, 0.5)")
                .scalar("y", 0);
        Map<String, double[]> given = Map.of("m", new double[] {0.4}, "t", new double[] {2.5});
        Prediction.Drawn one = model.prediction().draw(given, RandomStream.of(1));
        assertEquals(2.5, one.sites().get("t")[0], 1e-12);
        Target target = model.compile().target();
        double[] values = new double[target.sites().valueCount()];
        target.sites().constrain(one.coordinates(), values);
        assertArrayEquals(new double[] {0.4, 2.5}, values, 1e-12);
        assertNormal(2.5, 0.5, drawn(model.prediction(), given, "y", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w ~ Dirichlet([1, 1, 1])", "w : simplex[3] ~ Dirichlet([1, 2, 3])",
        "w ~ MultivariateNormal([0, 0, 0], covariance = identity(3))"})
    void soAreGivenVectors(String site) {
        ModelText model = new ModelText("data y : real  " + site + "  y ~ Normal(w[2], 1)").scalar("y", 0);
        double[] w = {0.2, 0.3, 0.5};
        assertArrayEquals(w, model.prediction().draw(Map.of("w", w), RandomStream.of(1)).sites().get("w"), 1e-12);
    }

    @Test
    void aWalkIsGivenAsAWhole() {
        ModelText model = new ModelText("""
                data T : int  data y : real[T]  s : positive ~ LogNormal(0, 1)
                z[1] ~ Normal(0, s)
                for t in 2..T { z[t] ~ Normal(z[t - 1], s) @noncentered }
                for t in 1..T { y[t] ~ Normal(z[t], 0.1) }""").with("y", 0, 0, 0);
        double[] z = {1, 3, -2};
        Map<String, double[]> given = Map.of("z", z, "s", new double[] {2});
        assertArrayEquals(z, model.prediction().draw(given, RandomStream.of(1)).sites().get("z"), 1e-12);
        assertNormal(-2, 0.1, drawn(model.prediction(), given, "y", 2));
    }

    /** A site that is not given is drawn from its prior given the others: a group that was not seen before. */
    @Test
    void theOtherSitesAreDrawn() {
        Prediction prediction = new ModelText("""
                data J : int  data y : real[J]  mu ~ Normal(0, 1)
                plate j in 1..J { theta[j] ~ Normal(mu, 2)  y[j] ~ Normal(theta[j], 1) }""").with("y", 0, 0)
                .prediction();
        assertNormal(10, Math.sqrt(5), drawn(prediction, Map.of("mu", new double[] {10}), "y", 1));
        assertNormal(10, 2, drawn(prediction, Map.of("mu", new double[] {10}), "theta", 1));
    }

    /** A series is drawn from what was drawn before, not from what was observed. */
    @Test
    void aSeriesFollowsItsOwnPast() {
        Prediction prediction = new ModelText("""
                data T : int  data y : real[T]  a ~ Normal(0, 1)
                y[1] ~ Normal(100, 1)
                for t in 2..T { y[t] ~ Normal(a * y[t - 1], 1) }""").with("y", 0, 0, 0).prediction();
        assertNormal(25, Math.sqrt(1 + 0.25 + 0.0625),
                drawn(prediction, Map.of("a", new double[] {0.5}), "y", 2));
    }

    @Test
    void discreteSitesAreDrawnAnew() {
        Prediction prediction = new ModelText("""
                data y : real  m : real[2] ~ Normal(0, 1)
                z ~ Categorical([0.25, 0.75])  y ~ Normal(m[z], 0.1)""").scalar("y", 0).prediction();
        double[] draws = drawn(prediction, Map.of("m", new double[] {-5, 5}), "y", 0);
        double share = java.util.Arrays.stream(draws).filter(y -> y > 0).count() / (double) DRAWS;
        assertEquals(0.75, share, 5 * Math.sqrt(0.75 * 0.25 / DRAWS));
    }

    @Test
    void integersAndVectorsAreDrawn() {
        Prediction prediction = new ModelText("""
                data n : int  data k : int[n]  data v : real[n, 2]  r : positive ~ LogNormal(0, 1)
                plate i in 1..n {
                  k[i] ~ Poisson(r)
                  v[i] ~ MultivariateNormal([r, -r], covariance = [[1, 0], [0, 4]])
                }""").with("k", 0, 0).shaped("v", List.of(2, 2), 0, 0, 0, 0).prediction();
        Map<String, double[]> given = Map.of("r", new double[] {3});
        assertEquals(3, Statistics.mean(drawn(prediction, given, "k", 1)), 5 * Math.sqrt(3.0 / DRAWS));
        assertNormal(-3, 2, drawn(prediction, given, "v", 3));
    }

    @Test
    void aValueOutsideItsSupportIsNamed() {
        Prediction prediction = new ModelText("data y : real  s : positive ~ LogNormal(0, 1)  y ~ Normal(0, s)")
                .scalar("y", 0).prediction();
        PenumbraException wrong = assertThrows(PenumbraException.class,
                () -> prediction.draw(Map.of("s", new double[] {-1}), RandomStream.of(1)));
        assertTrue(wrong.problems().getFirst().render().contains("PEN-2309"), wrong.getMessage());
        assertTrue(wrong.problems().getFirst().render().contains("'s'"), wrong.getMessage());
    }
}
