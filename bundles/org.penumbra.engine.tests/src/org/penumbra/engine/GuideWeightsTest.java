package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;

/** Weights with priors beside sites that a guide block draws. */
class GuideWeightsTest {

    private static final String DECODER = """
            network Decoder(z : real[2], s : positive) : real[3] {
              h = Dense(2, tanh, prior = Normal(0, s), weightPrior = HalfNormal(1))(z)
              return Dense(3, prior = Normal(0, 1))(h)
            }
            """;
    private static final String MODEL = """
            data n : int(min = 1)  data x : real[n, 3]
            s ~ LogNormal(0, 1)
            plate i in 1..n {
              z[i] : real[2] ~ Normal(0, 1)
              x[i] ~ Normal(Decoder(z[i], s), 1)
            }""";

    /** Real and positive weights, with a prior that depends on a site which the block draws. */
    @Test
    void theGuideKeepsItsContract() {
        GuideBlockContract.check(new ModelText(MODEL, DECODER + """
                guide G for M {
                  param m : real[3] = 0.1  param d : positive = 0.5
                  s ~ LogNormal(m[1], d)
                  plate i in 1..n { z[i] ~ Normal(m[2..3] + 0.2 * x[i, 1..2], d) }
                }""").shaped("x", List.of(2, 3), 0.3, -1, 0.2, 1.4, 0.1, -0.7));
    }

    /**
     * y = b a[i] + noise with a known precisely: the posterior of the weight is normal in closed form, and the guide
     * holds it. The seed is fixed; five Monte Carlo errors of 5000 draws.
     */
    @Test
    void theWeightOfALineHasItsPosterior(@TempDir Path folder) throws IOException {
        RandomStream random = RandomStream.of(9);
        double[] x = IntStream.range(0, 60).mapToDouble(i -> random.nextGaussian()).toArray();
        double[] y = IntStream.range(0, 60).mapToDouble(i -> 1.5 * x[i] + random.nextGaussian()).toArray();
        Files.writeString(folder.resolve("rows.csv"), "x,y\n" + IntStream.range(0, 60)
                .mapToObj(i -> x[i] + "," + y[i]).collect(Collectors.joining("\n")));
        Path file = Files.writeString(folder.resolve("m.penumbra"), """
                network Line(x : real[1]) : real[1] { return Dense(1, bias = false, prior = Normal(0, 2))(x) }
                model M {
                  data n : int(min = 1)  data x : real[n]  data y : real[n]
                  a ~ Normal(0, 1)
                  plate i in 1..n { y[i] ~ Normal(Line([x[i]])[1], 1) }
                }
                guide G for M { param m : real = 0.5  param s : positive = 1  a ~ Normal(m, s) }
                infer line of M {
                  data "rows.csv"  guide G  algorithm SVI(steps = 3000)
                  objective TraceELBO(gradient = stl)  optimizer Adam(lr = 0.02, schedule = cosine)
                }
                """);
        Fit fit = new Session(Registry.open()).fit(FitRequest.of(file).withSeed(1), Progress.NONE,
                Cancellation.NEVER);
        double precision = 0.25;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            precision += x[i] * x[i];
            sum += x[i] * y[i];
        }
        SiteSummary weight = fit.sites().stream().filter(site -> site.name().startsWith("Line.out.weight"))
                .findFirst().orElseThrow();
        double sd = 1 / Math.sqrt(precision);
        assertEquals(sum / precision, weight.mean(), 5 * sd / Math.sqrt(5000) + 0.01 * sd);
        assertEquals(sd, weight.sd(), 0.06 * sd);
        assertTrue(fit.kHat() < 0.5, "the family contains the posterior, k-hat " + fit.kHat());
        assertTrue(fit.guideValues().stream().anyMatch(value -> value.name().startsWith("Line.out.weight.scale")),
                fit.guideValues().toString());
    }
}
