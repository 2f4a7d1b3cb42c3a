package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;
import org.penumbra.session.DiscreteSummary;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;

/** Networks in the ways of the examples, fitted to made-up data whose truth they find. Seeds are fixed. */
class NetworkFitsTest {

    private static final String BAYESIAN = """
            network Curve(x : real[1]) : real[1] {
              left  = Dense(1, tanh, weightPrior = LogNormal(0.5, 0.5), biasPrior = Normal(1, 0.5))(x)
              right = Dense(1, tanh, weightPrior = LogNormal(0.5, 0.5), biasPrior = Normal(-1, 0.5))(x)
              return Dense(1, prior = Normal(0, 1))(append(left, right))
            }
            model Bayesian {
              data n : int(min = 1)  data x : real[n]  data y : real[n]
              s ~ HalfNormal(1)
              plate i in 1..n { y[i] ~ Normal(Curve([x[i]])[1], s) }
              deterministic low = Curve([-1])[1]
              deterministic middle = Curve([0])[1]
              deterministic high = Curve([1])[1]
            }
            infer rows of Bayesian {
              data "rows.csv"
              algorithm SVI(steps = 3000)  guide AutoMultivariateNormal  optimizer Adam(lr = 0.02, schedule = cosine)
            }
            """;
    private static final String SEMI_SUPERVISED = """
            network Encoder(x : real[2]) : (loc : real[1], scale : positive[1]) {
              h = Dense(8, tanh)(x)
              loc = Dense(1)(h)
              scale = exp(Dense(1)(h))
            }
            network Decoder(z : real[1], kind : int) : real[2] {
              return Dense(2)(tanh(Dense(8)(z) + Embedding(2, 8)(kind)))
            }
            model Semi {
              data n : int(min = 1)  data label : int(min = 0, max = 2)[n]  data x : real[n]  data y : real[n]
              s ~ LogNormal(-1, 0.5)
              plate row: i in 1..n {
                kind[i] ~ Categorical([0.5, 0.5])
                factor if label[i] > 0 && label[i] != kind[i] then -1000 else 0
                z[i] : real[1] ~ Normal(0, 1)
                m = Decoder(z[i], kind[i])
                x[i] ~ Normal(m[1], s)
                y[i] ~ Normal(m[2], s)
              }
            }
            guide Rows for Semi {
              param m : real = -1  param d : positive = 0.1
              s ~ LogNormal(m, d)
              plate row: i in 1..n { e = Encoder([x[i], y[i]])  z[i] ~ Normal(e.loc, e.scale) }
            }
            infer rows of Semi {
              data "rows.csv"
              guide Rows  algorithm SVI(epochs = 300, draws = 200)  optimizer Adam(lr = 0.02, schedule = cosine)
              subsample row = 40
            }
            """;

    @TempDir
    Path folder;

    private Fit fit(String text, StringBuilder rows) throws IOException {
        Path file = Files.writeString(folder.resolve("m.penumbra"), text);
        Files.writeString(folder.resolve("rows.csv"), rows);
        return new Session(Registry.open()).fit(FitRequest.of(file).withSeed(1), Progress.NONE, Cancellation.NEVER);
    }

    /** A curve that is a network itself; five posterior standard deviations, and these no wider than the noise. */
    @Test
    void aBayesianNetworkFindsTheCurve() throws IOException {
        RandomStream random = RandomStream.of(3);
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int i = 0; i < 80; i++) {
            double x = -2 + i / 20.0;
            rows.append(String.format(Locale.ROOT, "%.17g,%.17g%n", x, curve(x) + 0.1 * random.nextGaussian()));
        }
        Fit fit = fit(BAYESIAN, rows);
        near(fit, "low", curve(-1));
        near(fit, "middle", curve(0));
        near(fit, "high", curve(1));
        assertEquals(0.1, site(fit, "s").mean(), 0.03);
    }

    private static double curve(double x) {
        return Math.tanh(2 * x + 1.5) - 0.8 * Math.tanh(1.5 * x - 1);
    }

    private static void near(Fit fit, String name, double truth) {
        SiteSummary found = site(fit, name);
        assertEquals(truth, found.mean(), 5 * found.sd(), name);
        assertTrue(found.sd() < 0.1, name + " " + found);
    }

    private static SiteSummary site(Fit fit, String name) {
        return fit.sites().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** Two parallel lines, far from each other for their width; one row in ten is labelled. */
    @Test
    void aLabelThatFewRowsHaveIsFoundForAll() throws IOException {
        RandomStream random = RandomStream.of(4);
        StringBuilder rows = new StringBuilder("label,x,y\n");
        for (int i = 0; i < 200; i++) {
            double along = random.nextGaussian();
            double beside = i % 2 == 0 ? 1 : -1;
            rows.append(String.format(Locale.ROOT, "%d,%.17g,%.17g%n", i % 20 < 2 ? 1 + i % 2 : 0,
                    along + 0.1 * random.nextGaussian(), along + beside + 0.1 * random.nextGaussian()));
        }
        Fit fit = fit(SEMI_SUPERVISED, rows);
        int right = 0;
        for (int i = 0; i < 200; i++) {
            DiscreteSummary kind = fit.discrete().get(i);
            right += kind.mode() == 1 + i % 2 ? 1 : 0;
        }
        assertTrue(right >= 190, right + " of 200 are right");
        assertEquals(0.1, site(fit, "s").mean(), 0.05);
    }
}
