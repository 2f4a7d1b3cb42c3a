package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Codes;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.RunEvidence;
import org.penumbra.session.RunReader;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.StoredRun;
import org.penumbra.session.WeightSummary;

/**
 * An auto-encoder whose rows are more than can be columns of a table: two numbers stand for three, by networks that are
 * linear, so that the guide may be the posterior.
 */
class ManyRowsTest {

    private static final int ROWS = 6000;
    private static final String MODEL = """
            network Encoder(x : real[3]) : real[2] { return Dense(2)(x) }
            network Decoder(z : real[2]) : real[3] { return Dense(3)(z) }
            model Linear {
              data n : int
              data x : real[n, 3]
              plate row: i in 1..n {
                z[i] : real[2] ~ Normal(0, 1)
                x[i] ~ Normal(Decoder(z[i]), 0.5)
              }
            }
            guide G for Linear {
              param s : positive[2] = 0.5
              plate row: i in 1..n { z[i] ~ Normal(Encoder(x[i]), s) }
            }
            infer run of Linear {
              data "rows.json"
              guide G
              algorithm SVI(epochs = 40, validation = 0.1, patience = 10)
              optimizer Adam(lr = 0.02, schedule = cosine, finalFactor = 0.01)
              subsample row = 100
              seed 1
            }
            """;

    @TempDir
    Path folder;
    private final double[] x = new double[3 * ROWS];
    private final Session session = new Session(Registry.open());

    @BeforeEach
    void write() throws IOException {
        RandomStream random = RandomStream.of(5);
        StringBuilder rows = new StringBuilder("{\"x\": [");
        for (int i = 0; i < ROWS; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double[] mean = {a + 1, a - b, 2 * b};
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = mean[k] + 0.5 * random.nextGaussian();
            }
            rows.append(i == 0 ? "[" : ", [").append(x[3 * i]).append(", ").append(x[3 * i + 1]).append(", ")
                    .append(x[3 * i + 2]).append(']');
        }
        Files.writeString(folder.resolve("rows.json"), rows.append("]}"));
        Files.writeString(folder.resolve("m.penumbra"), MODEL);
    }

    private Fit fit() {
        return session.fit(FitRequest.of(folder.resolve("m.penumbra")).withRun("run")
                .intoFolder(folder.resolve("run")), Progress.NONE, Cancellation.NEVER);
    }

    /** The marginal of a row is normal with mean b and covariance W W' + 0.25; the data were made by such a model. */
    @Test
    void aRunTellsOfRowsAndOfLayers() throws IOException {
        Fit fit = fit();
        assertEquals(fit.result().elbo().mean() / ROWS, fit.measurement("elboPerRow"), 1e-12);
        // log evidence of a row at the truth: -0.5 (3 log 2 pi + log det + 3), det of W W' + 0.25
        double evidence = -0.5 * (3 * Math.log(2 * Math.PI) + Math.log(determinant()) + 3);
        assertEquals(evidence, fit.measurement("elboPerRow"), 0.1);
        assertEquals(evidence, fit.measurement("rowIwae"), 0.5);
        assertTrue(fit.measurement("rowGap") < 0.1, "" + fit.measurement("rowGap"));
        assertTrue(fit.measurement("rowKHatPoor") <= 0.1, fit.findings().toString());
        assertEquals(List.of("z"), fit.sites().stream().filter(one -> !one.isParameter()).map(SiteSummary::name)
                .toList());
        assertEquals(2 * ROWS, fit.sites().getFirst().elements());
        assertEquals(List.of("Decoder.out.weight", "Decoder.out.bias", "Encoder.out.weight", "Encoder.out.bias"),
                fit.weights().stream().map(WeightSummary::name).toList());
        assertEquals(List.of("parameter", "parameter", "guide", "guide"),
                fit.weights().stream().map(WeightSummary::kind).toList());
        assertEquals(List.of("s[1]", "s[2]"), fit.declaredGuideValues().stream().map(one -> one.name()).toList());
        WeightSummary decoder = fit.weights().getFirst();
        // |W|^2 = 1 + 1 + 1 + 4 whatever the rotation of z
        assertEquals(Math.sqrt(7), decoder.norm(), 0.15);
        assertTrue(Files.size(folder.resolve("run").resolve("draws.csv")) < 10_000);
        keeps(fit);
    }

    private static double determinant() {
        double[][] w = {{1, 0}, {1, -1}, {0, 2}};
        double[][] s = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                s[i][j] = w[i][0] * w[j][0] + w[i][1] * w[j][1] + (i == j ? 0.25 : 0);
            }
        }
        return s[0][0] * (s[1][1] * s[2][2] - s[1][2] * s[2][1]) - s[0][1] * (s[1][0] * s[2][2] - s[1][2] * s[2][0])
                + s[0][2] * (s[1][0] * s[2][1] - s[1][1] * s[2][0]);
    }

    private void keeps(Fit fit) {
        StoredRun run = StoredRun.read(folder.resolve("run"));
        assertEquals(2 * ROWS, run.names().size());
        assertEquals("z[6000,2]", run.names().getLast());
        double[] values = new double[fit.result().draws().points()[0].length];
        for (int draw = 0; draw < run.count(); draw++) {
            values = fit.result().draws().points()[draw];
            assertArrayEquals(Arrays.copyOf(values, 2 * ROWS), run.values()[draw]);
        }
        assertEquals(fit.weights(), run.record().weights());
        assertEquals(run.record(), new RunReader(folder.resolve("run")).readRecord());
        codes(run);
    }

    /** The decoder is linear: what is expected of the mean of z is the projection of the row, shrunk. */
    private void codes(StoredRun run) {
        Codes codes = new RunEvidence(session, run, Optional.empty()).codes().orElseThrow();
        assertEquals(2, codes.size());
        assertEquals(ROWS, codes.rows());
        assertEquals(List.of(3), codes.shape());
        assertArrayEquals(Arrays.copyOfRange(x, 3, 6), codes.data(1));
        double[][] w = {codes.expected(new double[][] {{0, 0}})[0], codes.expected(new double[][] {{1, 0}})[0],
            codes.expected(new double[][] {{0, 1}})[0]};
        double[] mean = codes.mean(7);
        double[] expected = codes.expected(new double[][] {mean})[0];
        for (int k = 0; k < 3; k++) {
            double linear = w[0][k] + mean[0] * (w[1][k] - w[0][k]) + mean[1] * (w[2][k] - w[0][k]);
            // The same noise each time cancels but for the factor 1 - z1 - z2, and 150 draws have an error of 0.04.
            assertEquals(linear, expected[k], 0.2 * (1 + Math.abs(mean[0]) + Math.abs(mean[1])));
        }
        double[][] prior = codes.prior(500);
        assertEquals(0, Arrays.stream(prior).mapToDouble(z -> z[0]).average().orElseThrow(), 0.2);
        assertEquals(1, Arrays.stream(prior).mapToDouble(z -> z[1] * z[1]).average().orElseThrow(), 0.3);
    }

    /** 6000 rows are more than are computed at once: blocks of the minibatch's size, and a smaller one. */
    @Test
    void theDensityInBlocksIsThatOfAllRows() {
        String networks = MODEL.substring(0, MODEL.indexOf("model Linear"));
        String statements = MODEL.substring(MODEL.indexOf("  data n"), MODEL.indexOf("}\nguide"));
        String guide = MODEL.substring(MODEL.indexOf("guide G"), MODEL.indexOf("infer")).replace("Linear", "M");
        ModelText text = new ModelText(statements, networks + guide).scalar("n", ROWS)
                .shaped("x", List.of(ROWS, 3), x);
        Target target = text.compile().target();
        AmortizedGuide whole = (AmortizedGuide) Parameters.beside(target, Start.cold(RandomStream.of(1)),
                (latents, start) -> text.guide().guide());
        double[] draw = new double[target.dimension()];
        RandomStream random = RandomStream.of(2);
        whole.sample(random, new double[whole.noiseSize()], draw);
        double expected = target.logDensity(draw);
        assertEquals(expected, whole.logJoint(target, draw), "before it is cut");
        whole.over(target.subsample(Map.of("row", 70), Sampling.PASSES));
        assertEquals(expected, whole.logJoint(target, draw), 1e-11 * Math.abs(expected));
        double[] other = new double[draw.length];
        Arrays.setAll(other, k -> draw[k] + 0.1);
        assertEquals(target.logDensity(other), whole.logJoint(target, other), 1e-11 * Math.abs(expected));
    }
}
