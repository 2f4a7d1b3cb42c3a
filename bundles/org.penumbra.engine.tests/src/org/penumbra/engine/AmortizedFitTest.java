package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/**
 * Fits of guides whose rows share parameters, a few rows at a time. x = mu + z + noise with normal mu, z and noise: the
 * posterior of z given x and mu is normal with a mean that is linear in both, so that the guide contains the posterior,
 * the ELBO ends at the log evidence and parameters at what algebra gives. Seeds are fixed.
 */
class AmortizedFitTest {

    private static final int ROWS = 400;
    private static final String MODEL = """
            model Line {
              data n : int(min = 1)  data x : real[n]
              mu ~ Normal(0, 2)
              plate row: i in 1..n {
                z[i] ~ Normal(0, 1)
                x[i] ~ Normal(mu + z[i], 0.5)
              }
            }
            guide Exact for Line {
              param m : real = 0  param d : positive = 0.3
              param w : real[3] = 0  param s : positive = 1
              mu ~ Normal(m, d)
              plate row: i in 1..n { z[i] ~ Normal(w[1] * x[i] + w[2] * mu + w[3], s) }
            }
            infer passes of Line {
              data "rows.csv"
              guide Exact
              algorithm SVI(epochs = 1000, draws = 2000)
              objective TraceELBO(gradient = stl)
              optimizer Adam(lr = 0.02, schedule = cosine, finalFactor = 0.001)
              subsample row = 50
            }
            infer held of Line {
              data "rows.csv"
              guide Exact
              algorithm SVI(epochs = 40, draws = 200, validation = 0.2, patience = 3)
              objective TraceELBO(annealing = 60)
              optimizer Adam(lr = 0.05, schedule = one_cycle, clipNorm = 1000)
              subsample row = 40
            }
            infer local of Line {
              data "rows.csv"
              algorithm SVI(epochs = 2, validation = 0.2)
              guide AutoNormal
              subsample row = 50
            }
            """;

    @TempDir
    Path folder;
    private Path file;
    private final Session session = new Session(Registry.open());
    private final double[] x = new double[ROWS];

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("m.penumbra"), MODEL);
        RandomStream random = RandomStream.of(5);
        StringBuilder rows = new StringBuilder("x\n");
        for (int i = 0; i < ROWS; i++) {
            x[i] = 0.7 + random.nextGaussian() + 0.5 * random.nextGaussian();
            rows.append(String.format(Locale.ROOT, "%.17g%n", x[i]));
        }
        Files.writeString(folder.resolve("rows.csv"), rows);
    }

    /** Given mu, x is normal with variance 1.25; the prior of mu has variance 4. */
    @Test
    void endsAtTheEvidenceAndAtThePosterior() {
        Fit fit = fit(FitRequest.of(file).withRun("passes"));
        double precision = ROWS / 1.25 + 0.25;
        double sum = 0;
        double squares = 0;
        for (double one : x) {
            sum += one;
            squares += one * one;
        }
        double mean = sum / 1.25 / precision;
        double evidence = -0.5 * (ROWS * Math.log(2 * Math.PI * 1.25) + Math.log(4 * precision) + squares / 1.25
                - mean * mean * precision);
        assertEquals(evidence, fit.result().elbo().mean(), 0.05);
        assertEquals(mean, value(fit, "m"), 0.05 / Math.sqrt(precision));
        assertEquals(1 / Math.sqrt(precision), value(fit, "d"), 0.05 / Math.sqrt(precision));
        assertEquals(0.8, value(fit, "w[1]"), 0.01);
        assertEquals(-0.8, value(fit, "w[2]"), 0.02);
        assertEquals(0, value(fit, "w[3]"), 0.02);
        assertEquals(Math.sqrt(0.2), value(fit, "s"), 0.005);
        assertEquals(ROWS + 1, fit.result().draws().points()[0].length);
    }

    private static double value(Fit fit, String name) {
        return fit.guideValues().stream().filter(one -> one.name().equals(name)).findFirst()
                .map(Guide.NamedValue::value).orElseThrow();
    }

    private Fit fit(FitRequest request) {
        return session.fit(request.withSeed(3), Progress.NONE, Cancellation.NEVER);
    }

    /** Each pass over the 8 minibatches that are left of 10 is reported with what the other two say. */
    @Test
    void passesAreToldAndTrainingEndsWhenTheyGetNoBetter() {
        List<double[]> passes = new ArrayList<>();
        int[] perStep = new int[1];
        Progress progress = new Progress() {
            @Override
            public void report(long done, long total, double objective) {
                assertEquals(40 * 8, total);
            }

            @Override
            public void rows(int rows, long all) {
                perStep[0] = rows;
            }

            @Override
            public void pass(long done, long total, double objective, double heldOut) {
                passes.add(new double[] {done, objective, heldOut});
            }
        };
        Fit fit = session.fit(FitRequest.of(file).withRun("held").withSeed(3), progress, Cancellation.NEVER);
        assertEquals(40, perStep[0]);
        assertEquals(Status.CONVERGED, fit.result().status());
        assertTrue(passes.size() < 40, "stopped early");
        assertEquals(8L * passes.size(), fit.result().steps());
        double best = passes.stream().mapToDouble(pass -> pass[2]).max().orElseThrow();
        assertEquals(best, fit.measurement("validationElbo"));
        assertEquals(passes.size() - 3, fit.measurement("bestEpoch"));
        assertEquals(best, passes.get(passes.size() - 4)[2]);
        assertTrue(fit.findings().stream().anyMatch(one -> one.message().contains("80 rows that were held out")),
                fit.findings().toString());
    }

    @Test
    void threadsChangeNothing() {
        FitRequest request = FitRequest.of(file).withRun("held");
        assertArrayEquals(fit(request.withThreads(1)).result().draws().points()[17],
                fit(request.withThreads(3)).result().draws().points()[17], 0.0);
    }

    /** Amid a pass, while the weight of the divergence still rises, with a best pass behind it. */
    @Test
    void aStoppedRunGoesOnToTheSameBits() {
        for (int at : new int[] {30, 137}) {
            FitRequest request = FitRequest.of(file).withRun("held").withSeed(3).withSetting("algorithm.patience", "0");
            AtomicBoolean stop = new AtomicBoolean();
            session.fit(request.intoFolder(folder.resolve("part" + at)),
                    (done, total, objective) -> stop.compareAndSet(false, done >= at), stop::get);
            Fit resumed = session.fit(request.resuming(folder.resolve("part" + at))
                    .intoFolder(folder.resolve("rest" + at)), Progress.NONE, Cancellation.NEVER);
            Fit whole = fit(request);
            assertEquals(whole.measurement("bestEpoch"), resumed.measurement("bestEpoch"));
            assertArrayEquals(whole.result().draws().points()[17], resumed.result().draws().points()[17], 0.0);
        }
    }

    /** Passes have the rows in the same order, and what is held out as well. */
    @Test
    void rowsThatStayOnDiskGiveTheSameFit() {
        FitRequest request = FitRequest.of(file).withRun("held").withSetting("algorithm.epochs", "4")
                .withSetting("algorithm.draws", "20");
        String temporary = System.getProperty("java.io.tmpdir");
        Fit inMemory = fit(request);
        try {
            System.setProperty("java.io.tmpdir", folder.toString());
            System.setProperty("penumbra.stream", "on");
            Fit streamed = fit(request);
            assertEquals(inMemory.result().steps(), streamed.result().steps());
            assertEquals(inMemory.measurement("validationElbo"), streamed.measurement("validationElbo"), 1e-8);
            assertEquals(inMemory.result().elbo().mean(), streamed.result().elbo().mean(), 1e-8);
            assertArrayEquals(inMemory.result().draws().points()[7], streamed.result().draws().points()[7], 1e-9);
        } finally {
            System.clearProperty("penumbra.stream");
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    @Test
    void rowsWithParametersOfTheirOwnAreNotHeldOut() {
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> fit(FitRequest.of(file).withRun("local")));
        assertEquals("PEN-3073", refused.problems().getFirst().code());
        refused = assertThrows(PenumbraException.class, () -> fit(FitRequest.of(file).withRun("held")
                .withSetting("algorithm.validation", "0.001").withSetting("subsample.row", "201")));
        assertEquals("PEN-3072", refused.problems().getFirst().code());
    }
}
