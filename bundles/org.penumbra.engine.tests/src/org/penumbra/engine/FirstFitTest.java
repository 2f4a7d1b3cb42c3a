package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Status;
import org.penumbra.math.Statistics;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.Verdict;

/** The examples, fitted through every layer, against what is known of their posteriors. Seeds are fixed. */
class FirstFitTest {

    @TempDir
    Path folder;
    private Examples examples;
    private final Session session = new Session(Registry.open());

    @BeforeEach
    void copyExamples() {
        examples = Examples.into(folder);
    }

    private Fit fit(FitRequest request) {
        return session.fit(request, Progress.NONE, Cancellation.NEVER);
    }

    private FitRequest request(String example) {
        return FitRequest.of(examples.file(example));
    }

    /** As Pyro's tutorial fits it. */
    private FitRequest rugged() {
        return request("rugged.penumbra").withPart(Point.ALGORITHMS, "SVI").withPart(Point.GUIDES, "AutoNormal")
                .withSetting("algorithm.steps", "1000");
    }

    /** What a person gets who names nothing: the standard deviations of NUTS, and a verdict that says so. */
    @Test
    void ruggedIsTrustedWhenNothingIsNamed() {
        Fit fit = fit(request("rugged.penumbra"));
        String[] names = {"a", "bA", "bR", "bAR", "sigma"};
        double[] means = {9.178, -1.834, -0.181, 0.348, 0.956};
        double[] nuts = {0.139, 0.215, 0.078, 0.128, 0.051};
        for (int i = 0; i < names.length; i++) {
            assertEquals(0, (site(fit, names[i]).mean() - means[i]) / nuts[i], 0.15, names[i]);
            assertEquals(1, site(fit, names[i]).sd() / nuts[i], 0.1, names[i]);
        }
        assertEquals(Verdict.TRUSTED, fit.verdict(), fit.advice());
    }

    private static SiteSummary site(Fit fit, String name) {
        return fit.sites().stream().filter(site -> site.name().equals(name)).findFirst().orElseThrow();
    }

    /** Means within 0.05 of Pyro's; standard deviations are those of the exact optimum (one over root precision). */
    private static void assertRugged(Fit fit) {
        String[] names = {"a", "bA", "bR", "bAR", "sigma"};
        double[] means = {9.18, -1.83, -0.18, 0.35, 0.95};
        double[] deviations = {0.0728, 0.1348, 0.0415, 0.0805, 0.0525};
        for (int i = 0; i < names.length; i++) {
            assertEquals(means[i], site(fit, names[i]).mean(), 0.05, names[i]);
            assertEquals(1, site(fit, names[i]).sd() / deviations[i], 0.2, names[i]);
        }
        assertEquals(-248.72, fit.result().elbo().mean(), 0.2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ruggedAsWrittenAgreesWithPyro(long seed) {
        Fit fit = fit(rugged().withSeed(seed));
        assertRugged(fit);
        assertEquals(1000, fit.result().steps());
    }

    @Test
    void ruggedConvergesWithAFallingRate() {
        Fit fit = fit(rugged().withSetting("algorithm.steps", "20000")
                .withSetting("optimizer.schedule", "cosine"));
        assertEquals(Status.CONVERGED, fit.result().status(), fit.advice());
        assertRugged(fit);
    }

    /** The family contains the posterior: the ELBO is the evidence, every weight is the same, and k-hat says so. */
    @Test
    void aConjugateNormalIsFoundExactly() {
        Fit fit = fit(request("normal_conjugate.penumbra").withSetting("algorithm.steps", "20000")
                .withSetting("optimizer.schedule", "cosine").withSetting("optimizer.finalFactor", "0.0001"));
        double evidence = -4.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(10) - (43.12 - 18.0 * 18.0 / 10) / 2;
        assertEquals(evidence, fit.result().elbo().mean(), 1e-3);
        assertEquals(1.8, site(fit, "mu").mean(), 5 * Math.sqrt(0.1 / 5000), "five standard errors of 5000 draws");
        assertEquals(1, site(fit, "mu").sd() / Math.sqrt(0.1), 0.05);
        assertEquals(0, Statistics.variance(logWeights(fit)), 5e-4, "log p - log q is all but constant: KL = 0");
    }

    private static double[] logWeights(Fit fit) {
        double[] weights = fit.result().draws().logP().clone();
        Arrays.setAll(weights, i -> weights[i] - fit.result().draws().logQ()[i]);
        return weights;
    }

    /** Here the family does not contain the posterior: the ELBO stays below the evidence, by a little. */
    @Test
    void theElboOfABetaPosteriorStaysBelowTheEvidence() {
        Fit fit = fit(request("beta_bernoulli.penumbra").withSetting("algorithm.steps", "20000")
                .withSetting("optimizer.schedule", "cosine"));
        double evidence = -6.9777;
        double elbo = fit.result().elbo().mean();
        assertTrue(elbo <= evidence + 4 * fit.result().elbo().standardError(), "ELBO " + elbo);
        assertEquals(evidence, elbo, 0.03);
        assertEquals(9.0 / 14, site(fit, "p").mean(), 0.01);
        assertEquals(0.1237, site(fit, "p").sd(), 0.01);
    }

    @Test
    void eightSchoolsReachesPyrosElbo() {
        Fit fit = fit(request("eight_schools.penumbra"));
        assertEquals(-31.73, fit.result().elbo().mean(), 0.15);
        assertEquals(4.4, site(fit, "mu").mean(), 0.6);
    }

    @Test
    void oneSeedGivesTheSameBitsAndAnotherAnotherPath() {
        Fit first = fit(rugged().withSeed(11));
        Fit again = fit(rugged().withSeed(11));
        Fit other = fit(rugged().withSeed(12));
        assertArrayEquals(first.result().trace().values(), again.result().trace().values());
        for (int i = 0; i < first.result().draws().count(); i++) {
            assertArrayEquals(first.result().draws().points()[i], again.result().draws().points()[i]);
        }
        assertFalse(Arrays.equals(first.result().trace().values(), other.result().trace().values()));
    }

    /** With correlations seen, the standard deviations are those of NUTS, and the weights say so. */
    @Test
    void aDenseGuideMakesRuggedTrustworthy() {
        Fit fit = fit(rugged().withPart(Point.GUIDES, "AutoMultivariateNormal")
                .withSetting("algorithm.steps", "20000").withSetting("optimizer.schedule", "cosine"));
        String[] names = {"a", "bA", "bR", "bAR", "sigma"};
        double[] nuts = {0.139, 0.215, 0.078, 0.128, 0.051};
        for (int i = 0; i < names.length; i++) {
            assertEquals(1, site(fit, names[i]).sd() / nuts[i], 0.1, names[i]);
        }
        assertEquals(Verdict.TRUSTED, fit.verdict(), fit.advice());
    }

    @Test
    void aPointGuideFindsTheModeWithoutSpread() {
        Fit fit = fit(request("normal_conjugate.penumbra").withPart(Point.GUIDES, "AutoDelta")
                .withSetting("algorithm.steps", "10000").withSetting("optimizer.schedule", "cosine"));
        assertEquals(1.8, site(fit, "mu").mean(), 1e-3);
        assertTrue(Double.isNaN(fit.kHat()));
    }
}
