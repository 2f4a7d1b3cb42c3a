package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.Verdict;

/**
 * Parameters are estimated where the likelihood is largest, with latent sites the marginal one, which is known here:
 * y[i] ~ Normal(mu[i], 1) with mu[i] ~ Normal(m, s) is y[i] ~ Normal(m, sqrt(s^2 + 1)). Seeds are fixed.
 */
class ParameterFitsTest {

    private static final double[] Y = {1.3, -0.4, 2.1, 0.7, 4.2, -3.1, 5.5, 2.0, -1.2, 3.3};
    private static final double MEAN = Arrays.stream(Y).average().orElseThrow();
    private static final double VARIANCE = Arrays.stream(Y).map(y -> (y - MEAN) * (y - MEAN)).average().orElseThrow();

    private static final String MODELS = """
            model Plain {
              data n : int  data y : real[n]
              param m : real
              param s : positive = 2
              y ~ Normal(m, s)
            }
            model ByLogarithm {
              data n : int  data y : real[n]
              param m : real
              param t : real
              deterministic s = exp(t)
              y ~ Normal(m, s)
            }
            model InInterval {
              data n : int  data y : real[n]
              param m : interval(-10, 10) = 0
              param s : interval(0.5, 20) = 2
              y ~ Normal(m, s)
            }
            model Bayes {
              data n : int  data y : real[n]
              param m : real
              param s : positive = 2
              plate i in 1..n { mu ~ Normal(m, s)  y[i] ~ Normal(mu, 1) }
            }
            model NonCentred {
              data n : int  data y : real[n]
              param m : real
              param s : positive = 2
              plate i in 1..n { mu ~ Normal(m, s) @noncentered  y[i] ~ Normal(mu, 1) }
            }
            guide Own for Bayes {
              param a : real[n] = 0
              param b : positive = 1
              plate i in 1..n { mu ~ Normal(a[i], b) }
            }
            guide Impossible for NonCentred {
              param a : real[n] = 0
              plate i in 1..n { mu ~ Normal(a[i], 1) }
            }
            infer plain of Plain { data "y.csv" }
            infer byLogarithm of ByLogarithm { data "y.csv" }
            infer inInterval of InInterval { data "y.csv" }
            infer bayes of Bayes { data "y.csv" algorithm SVI }
            infer auto of Bayes { data "y.csv" algorithm Auto }
            infer noncentred of NonCentred { data "y.csv" algorithm SVI }
            infer own of Bayes { data "y.csv" algorithm SVI guide Own }
            infer impossible of NonCentred { data "y.csv" algorithm SVI guide Impossible }
            infer fixed of Bayes { data "y.csv" algorithm SVI do s = 3 condition m = 1 }
            """;

    @TempDir
    Path folder;
    private Path file;
    private final Session session = new Session(Registry.open());

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("m.penumbra"), MODELS);
        StringBuilder rows = new StringBuilder("y\n");
        Arrays.stream(Y).forEach(y -> rows.append(y).append('\n'));
        Files.writeString(folder.resolve("y.csv"), rows);
    }

    private FitRequest request(String run) {
        return FitRequest.of(file).withRun(run).withSeed(3);
    }

    private Fit fit(FitRequest request) {
        return session.fit(request, Progress.NONE, Cancellation.NEVER);
    }

    private static SiteSummary site(Fit fit, String name) {
        return fit.sites().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** The optimum does not depend on the coordinates that it is looked for in: there is no log-Jacobian. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "byLogarithm", "inInterval"})
    void withoutLatentSitesTheyAreMaximumLikelihood(String run) {
        Fit fit = fit(request(run));
        assertEquals(MEAN, site(fit, "m").mean(), 1e-3);
        assertEquals(Math.sqrt(VARIANCE), site(fit, "s").mean(), 1e-3);
        assertEquals(-0.5 * Y.length * (Math.log(2 * Math.PI * VARIANCE) + 1), fit.result().elbo().mean(), 1e-6);
        assertTrue(Double.isNaN(site(fit, "s").sd()), "a point has no spread");
        assertTrue(Double.isNaN(fit.kHat()), "there is no posterior that a guide could be far from");
        assertEquals(Verdict.TRUSTED, fit.verdict());
        assertTrue(fit.findings().stream().anyMatch(one -> one.message().contains("no latent sites")),
                () -> fit.findings().toString());
    }

    @ParameterizedTest
    @CsvSource({"bayes, AutoNormal", "bayes, AutoMultivariateNormal", "bayes, AutoLowRankMultivariateNormal",
        "own, Own", "noncentred, AutoNormal"})
    void withLatentSitesTheyMaximiseTheMarginalLikelihood(String run, String guide) {
        Fit fit = fit(request(run).withPart(Point.GUIDES, guide).withSetting("optimizer.lr", "0.02"));
        marginal(fit);
        assertTrue(fit.kHat() < 0.5, "k-hat " + fit.kHat());
        assertEquals(Verdict.TRUSTED, fit.verdict(), () -> fit.findings().toString());
    }

    /** Standard errors of the gradients leave up to 0.02 in twelve seeds. */
    private static void marginal(Fit fit) {
        double s = Math.sqrt(VARIANCE - 1);
        assertEquals(MEAN, site(fit, "m").mean(), 0.05);
        assertEquals(s, site(fit, "s").mean(), 0.05);
        assertEquals((s * s * Y[4] + MEAN) / (s * s + 1), site(fit, "mu[5]").mean(), 0.1);
        assertEquals(s / Math.sqrt(s * s + 1), site(fit, "mu[5]").sd(), 0.06);
        assertEquals(1, site(fit, "s").parameters());
        assertTrue(Double.isNaN(site(fit, "s").sd()));
        assertEquals(-0.5 * Y.length * (Math.log(2 * Math.PI * VARIANCE) + 1), fit.result().elbo().mean(), 0.05);
    }

    @ParameterizedTest
    @CsvSource({"IWAE, dreg", "IWAE, total", "RenyiELBO, dreg", "TraceMeanFieldELBO, ''", "TraceELBO, stl"})
    void objectivesThatCanMoveThemDo(String objective, String gradient) {
        FitRequest request = request("bayes").withPart(Point.OBJECTIVES, objective)
                .withSetting("optimizer.lr", "0.02");
        marginal(fit(gradient.isEmpty() ? request : request.withSetting("objective.gradient", gradient)));
    }

    @Test
    void theAutomaticChoiceTriesWhatCanEstimateThem() {
        Fit fit = fit(request("auto"));
        marginal(fit);
        assertEquals(Verdict.TRUSTED, fit.verdict(), () -> fit.findings().toString());
        assertTrue(fit.advice().contains("SVI with AutoNormal"), fit.advice());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NUTS", "HMC", "CAVI", "Laplace", "Pathfinder", "SVGD", "BatchAndMatch", "DADVI"})
    void otherAlgorithmsRefuseThem(String algorithm) {
        refused(request("bayes").withPart(Point.ALGORITHMS, algorithm), algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RWS", "MSC", "VIMCO", "ScoreFunctionELBO", "CUBO", "KSD"})
    void objectivesThatWouldNotMoveThemRefuseThem(String objective) {
        refused(request("bayes").withPart(Point.OBJECTIVES, objective), objective);
    }

    private void refused(FitRequest request, String part) {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> fit(request));
        assertEquals("PEN-3090", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains(part) && refused.getMessage().contains("m ~ Normal(0, 1)"),
                refused.getMessage());
    }

    @Test
    void aGuideBlockCannotUndoWhatDependsOnAParameter() {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> fit(request("impossible")));
        assertEquals("PEN-2943", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains("parameter 'm'"), refused.getMessage());
    }

    /** With both known the posterior of each mu is too. */
    @Test
    void doAndConditionFixThem() {
        Fit fit = fit(request("fixed"));
        assertTrue(fit.sites().stream().noneMatch(one -> one.name().equals("s") || one.name().equals("m")));
        assertEquals((9 * Y[5] + 1) / 10, site(fit, "mu[6]").mean(), 0.05);
    }
}
