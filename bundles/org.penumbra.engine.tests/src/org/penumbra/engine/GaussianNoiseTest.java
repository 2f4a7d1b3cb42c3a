package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.compiler.Phase;

/** Covariances that are a matrix and a multiple of the identity: the density of their sum, with no copy of it. */
class GaussianNoiseTest {

    private static final String NOISE = "[[n, 0, 0], [0, n, 0], [0, 0, n]]";
    private static final String SITES = """
            data x : real[3]  data y : real[3]
            l ~ Gamma(25, 4)  s ~ HalfNormal(2)  t ~ HalfNormal(1)
            """;

    private static ModelText model(String more, String covariance) {
        return new ModelText(SITES + more + "y ~ MultivariateNormal(zeros(3), covariance = " + covariance + ")")
                .with("x", 0.3, 1.1, 2).with("y", 1, 0.4, -0.7);
    }

    private static String gradient(ModelText model) {
        return model.compile().dump(Phase.GRADIENT);
    }

    /** The second form of the noise is a matrix like any other for the compiler. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "expQuad(x, s, l) + t * identity(3); t",
        "expQuad(x, s, l) + identity(3) * t^2; t^2",
        "expQuad(x, s, l) + identity(3); 1",
        "identity(3) / t + matern32(x, s, l); 1 / t",
        "expQuad(x, s, l) + 1e-6 * identity(3) + t^2 * identity(3); 1e-6 + t^2",
        "(expQuad(x, s, l) + 2 * t * identity(3)) + periodic(x, s, l, 3); 2 * t"})
    void hasTheDensityOfTheSum(String covariance, String noise) {
        ModelText apart = model("", covariance);
        String process = covariance.contains("periodic") ? "expQuad(x, s, l) + periodic(x, s, l, 3)"
                : covariance.contains("matern32") ? "matern32(x, s, l)" : "expQuad(x, s, l)";
        ModelText sum = model("n = " + noise + "  ", process + " + " + NOISE);
        double[] at = {0.2, -0.3, 0.1};
        double[] found = new double[3];
        double[] expected = new double[3];
        assertEquals(sum.compile().target().logDensityAndGradient(at, expected),
                apart.compile().target().logDensityAndGradient(at, found), 1e-10);
        for (int i = 0; i < 3; i++) {
            assertEquals(expected[i], found[i], 1e-9);
        }
        TargetContract.check(apart);
    }

    @Test
    void theCovarianceIsNotCopied() {
        String place = "Place[array=Array[name=exp_quad[3, 3]#2, role=STATE, shape=[9]], offset=0]";
        String apart = gradient(model("", "expQuad(x, s, l) + t * identity(3)"));
        assertTrue(apart.contains(".3, role=STATE"));
        assertTrue(apart.contains(
                "gaussianForm[3] backwards [Place[array=Array[name=y, role=DATA, shape=[3]], offset=0], " + place));
        assertFalse(gradient(model("n = t  ", "expQuad(x, s, l) + " + NOISE)).contains(
                "role=DATA, shape=[3]], offset=0], " + place));
    }

    /** What stands on the diagonal may not be one number, and the identity may be of other indices. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"S + [t, 2, 1] * identity(3)", "t * identity(3)",
        "S + t * identity(3) * [[1, 2, 3], [2, 4, 5], [3, 5, 6]]", "S - 0.1 * expit(t) * identity(3)"})
    void otherSumsAreLeftAlone(String covariance) {
        ModelText model = new ModelText("data S : real[3, 3]  data y : real[3]  t ~ HalfNormal(1)\n"
                + "y ~ MultivariateNormal(zeros(3), covariance = " + covariance + ")")
                .shaped("S", List.of(3, 3), 4, 1, 1, 1, 3, 0.5, 1, 0.5, 5).with("y", 1, 2, 0.5);
        assertFalse(gradient(model).contains(".3, role=STATE"));
        TargetContract.check(model);
    }

    /** Data, and noise that differs between the groups of a plate while the process does not. */
    @Test
    void noiseMayVaryInAPlate() {
        TargetContract.check(new ModelText("""
                data x : real[3]  data y : real[2, 3]
                l ~ Gamma(25, 4)  t : positive[2] ~ HalfNormal(1)
                plate k in 1..2 {
                  y[k] ~ MultivariateNormal(zeros(3), covariance = expQuad(x, 1, l) + t[k] * identity(3))
                }""").with("x", 0.3, 1.1, 2).shaped("y", List.of(2, 3), 1, 0.4, -0.7, 0.1, 0.5, 2));
        TargetContract.check(new ModelText("""
                data S : real[3, 3]  t ~ HalfNormal(1)
                z : real[3] ~ MultivariateNormal(zeros(3), covariance = S + t * identity(3))
                """).shaped("S", List.of(3, 3), 4, 1, 1, 1, 3, 0.5, 1, 0.5, 5));
    }
}
