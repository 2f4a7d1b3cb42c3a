package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.registry.Registry;
import org.penumbra.registry.Point;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.Verdict;

/**
 * The examples give the answers that their comments state. Seeds are fixed; tolerances allow five Monte Carlo standard
 * errors of 1000 draws, so that another seed would fail one assertion in a million.
 */
class ExamplesTest {

    private static final Session SESSION = new Session(Registry.open());

    @Test
    void aNormalMeanIsFoundExactly() {
        Fit fit = fit(FitRequest.of(Examples.model("normal_conjugate")));
        SiteSummary mu = site(fit, "mu");
        assertEquals(1.8, mu.mean(), 0.05);
        assertEquals(0.3162, mu.sd(), 0.1 * 0.3162);
        assertEquals(-14.7817, fit.result().elbo().mean(), 5 * fit.result().elbo().standardError() + 0.005);
        assertTrue(fit.kHat() < 0.5, "the family contains the posterior");
        assertEquals(Verdict.TRUSTED, fit.verdict());
    }

    @Test
    void aChanceIsFoundNearly() {
        Fit fit = fit(FitRequest.of(Examples.model("beta_bernoulli")));
        SiteSummary p = site(fit, "p");
        assertEquals(0.6429, p.mean(), 0.025);
        assertEquals(0.1237, p.sd(), 0.15 * 0.1237);
        assertEquals(0.6498, p.q50(), 0.03);
        assertTrue(fit.result().elbo().mean() < -6.9777 + 5 * fit.result().elbo().standardError(),
                "the ELBO is a lower bound");
        assertEquals(-6.9777, fit.result().elbo().mean(), 0.03);
    }

    /** Mean-field optimum of the same model in Pyro. */
    @Test
    void ruggednessHelpsInsideAfrica() {
        Fit fit = fit(FitRequest.of(Examples.model("rugged")).withPart(Point.GUIDES, "AutoNormal")
                .withSetting("algorithm.steps", "20000").withSetting("optimizer.schedule", "cosine"));
        assertEquals(170, fit.data().rows());
        assertSite(fit, "a", 9.18, 0.07);
        assertSite(fit, "bA", -1.83, 0.12);
        assertSite(fit, "bR", -0.18, 0.045);
        assertSite(fit, "bAR", 0.35, 0.08);
        assertSite(fit, "sigma", 0.95, 0.055);
    }

    @Test
    void theShippedSettingsOfRuggedComeNear() {
        Fit fit = fit(FitRequest.of(Examples.model("rugged")));
        assertEquals(9.18, site(fit, "a").mean(), 0.05);
        assertEquals(0.139, site(fit, "a").sd(), 0.015, "that of NUTS");
    }

    /** Posterior means by long MCMC runs: mu 4.4, tau 3.6; the mean field keeps the means and narrows the tails. */
    @Test
    void schoolsAreShrunkTowardsEachOther() {
        Fit fit = fit(FitRequest.of(Examples.model("eight_schools")));
        assertEquals(4.4, site(fit, "mu").mean(), 1);
        assertEquals(3.6, site(fit, "tau").mean(), 1.5);
        assertTrue(site(fit, "theta[1]").mean() > site(fit, "theta[3]").mean(), "28 and -3 keep their order");
        assertEquals(10, fit.sites().size());
    }

    /** Guessing the most frequent species would be right for 44 %, the nearest mean of labelled birds for 96 %. */
    @Test
    void speciesOfPenguinsAreFoundFromTwentyLabels() throws IOException {
        Path model = Examples.model("semi_supervised");
        List<String> rows = Files.readAllLines(model.resolveSibling("penguins.csv"));
        Fit fit = fit(FitRequest.of(model));
        int unlabelled = 0;
        int right = 0;
        for (int i = 0; i < fit.discrete().size(); i++) {
            String[] row = rows.get(i + 1).split(",");
            if (row[1].equals("0")) {
                unlabelled++;
                right += fit.discrete().get(i).mode() == Integer.parseInt(row[0]) ? 1 : 0;
            }
        }
        assertEquals(322, unlabelled);
        assertTrue(right >= 300, right + " of 322 are right");
    }

    private static void assertSite(Fit fit, String name, double mean, double sd) {
        assertEquals(mean, site(fit, name).mean(), 0.05, name);
        assertEquals(sd, site(fit, name).sd(), 0.2 * sd, name);
    }

    private static SiteSummary site(Fit fit, String name) {
        return fit.sites().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static Fit fit(FitRequest request) {
        return SESSION.fit(request, Progress.NONE, Cancellation.NEVER);
    }
}
