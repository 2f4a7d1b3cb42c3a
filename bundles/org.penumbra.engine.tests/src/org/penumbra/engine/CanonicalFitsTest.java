package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SimulatedFiles;
import org.penumbra.session.SiteSummary;

/**
 * The language's own examples of recurrences, discrete sites and differential equations, as written there: data are
 * drawn from them at chosen values, and a fit finds these again. Seeds are fixed; a parameter counts as found within
 * five of its posterior standard deviations, which leaves less than 1 in 10^5 to chance for all of them together.
 */
class CanonicalFitsTest {

    private static final String GARCH = """
            model Garch {
              data T : int(min = 2)  data y : real[T]  data sigma1 : positive
              mu ~ Flat()
              alpha0 : positive ~ Flat()
              alpha1 ~ Uniform(0, 1)
              beta1  ~ Uniform(0, 1 - alpha1)
              s[1] = sigma1
              for t in 2..T { s[t] = sqrt(alpha0 + alpha1 * (y[t-1] - mu)^2 + beta1 * s[t-1]^2) }
              for t in 1..T { y[t] ~ Normal(mu, s[t]) }
            }
            """;
    private static final String HMM = """
            model Hmm {
              data K : int(min = 1)  data T : int(min = 1)  data y : real[T]
              plate k in 1..K { A[k] ~ Dirichlet(ones(K)) }
              mu : ordered[K] ~ Normal(0, 10)
              z[1] ~ Categorical(ones(K) / K)
              y[1] ~ Normal(mu[z[1]], 1)
              for t in 2..T {
                z[t] ~ Categorical(A[z[t-1]])
                y[t] ~ Normal(mu[z[t]], 1)
              }
            }
            """;
    private static final String LOTKA_VOLTERRA = """
            function predatorPrey(t : real, u : real[2], p : real[4]) : real[2] =
              [ (p[1] - p[2] * u[2]) * u[1], (-p[3] + p[4] * u[1]) * u[2] ]

            model LotkaVolterra {
              data N     : int(min = 1)
              data ts    : positive[N]
              data yInit : positive[2]
              data y     : positive[N, 2]
              alpha ~ Truncated(Normal(1, 0.5), min = 0)
              beta  ~ Truncated(Normal(0.05, 0.05), min = 0)
              gamma ~ Truncated(Normal(1, 0.5), min = 0)
              delta ~ Truncated(Normal(0.05, 0.05), min = 0)
              zInit : positive[2] ~ LogNormal(log(10), 1)
              sigma : positive[2] ~ LogNormal(-1, 1)
              z = ode(predatorPrey, zInit, 0, ts, [alpha, beta, gamma, delta])   // RK45; odeStiff is the implicit one
              plate k in 1..2 {
                yInit[k] ~ LogNormal(log(zInit[k]), sigma[k])
                plate i in 1..N { y[i, k] ~ LogNormal(log(z[i, k]), sigma[k]) }
              }
            }
            """;

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());

    @Test
    void garch() throws IOException {
        found(GARCH, "Garch", "condition mu = 2  condition alpha0 = 0.5  condition alpha1 = 0.3  condition beta1 = 0.4",
                "{\"T\": 400, \"sigma1\": 1}", Map.of("mu", 2.0, "alpha0", 0.5, "alpha1", 0.3, "beta1", 0.4));
    }

    @Test
    void hiddenMarkovModel() throws IOException {
        Fit fit = found(HMM, "Hmm", "condition mu = [-2, 3]  condition A = [[0.9, 0.1], [0.2, 0.8]]",
                "{\"K\": 2, \"T\": 300}", Map.of("mu[1]", -2.0, "mu[2]", 3.0, "A[1,1]", 0.9, "A[2,1]", 0.2));
        assertEquals(300, fit.discrete().size());
    }

    @Test
    void lotkaVolterra() throws IOException {
        found(LOTKA_VOLTERRA, "LotkaVolterra", "condition alpha = 0.9  condition beta = 0.045  condition gamma = 1.1\n"
                + "condition delta = 0.055  condition zInit = [15, 8]  condition sigma = [0.2, 0.25]",
                "{\"N\": 16, \"ts\": [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8]}",
                Map.of("alpha", 0.9, "beta", 0.045, "gamma", 1.1, "delta", 0.055, "zInit[1]", 15.0));
    }

    private Fit found(String text, String model, String conditions, String given, Map<String, Double> truth)
            throws IOException {
        Path file = Files.writeString(folder.resolve("m.penumbra"), text);
        Path sizes = Files.writeString(folder.resolve("given.json"), given);
        Path run = Files.writeString(folder.resolve("run.penumbra"),
                text + "infer truth of " + model + " { " + conditions + " }\n");
        Path drawn = folder.resolve("drawn.json");
        new SimulatedFiles(session.simulate(FitRequest.of(run).withRun("truth").withData(sizes).withSeed(4)))
                .write(drawn);
        Fit fit = session.fit(FitRequest.of(file).withData(drawn).withSeed(1)
                .withPart(Point.GUIDES, "AutoNormal").withSetting("algorithm.steps", "4000"),
                Progress.NONE, Cancellation.NEVER);
        truth.forEach((name, value) -> {
            SiteSummary site = fit.sites().stream().filter(one -> one.name().equals(name)).findFirst()
                    .orElseThrow();
            assertTrue(Math.abs(site.mean() - value) < 5 * site.sd(), name + ": " + site + ", drawn at " + value);
        });
        return fit;
    }
}
