package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Status;
import org.penumbra.registry.Registry;
import org.penumbra.session.Calibration;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.PredictRequest;
import org.penumbra.session.Predictions;
import org.penumbra.session.RunVariable;
import org.penumbra.session.Session;
import org.penumbra.session.Simulated;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.StoredGuide;
import org.penumbra.session.StoredRun;

/** Runs of models with parameters are kept, read, gone on with and predicted from, whatever the size of these. */
class ParameterRunsTest {

    private static final int LARGE = 12_000;
    private static final String MODELS = """
            model Small {
              data n : int(min = 1)  data y : real[n]
              param m : real = 1
              param w : real[3] = [1, 2, 3]
              param s : positive = 2
              mu ~ Normal(m, s)
              y ~ Normal(mu + w[1] - w[2], 1)
              factor -sum(w ^ 2)
              deterministic d = mu * s
            }
            model Large {
              data n : int(min = 1)  data y : real[n]
              param first : real
              param w : real[LARGE] = 0.5
              mu ~ Normal(first, 1)
              y ~ Normal(mu + w[1], 1)
              factor -0.5 * sum((w - 0.25) ^ 2) - first ^ 2
            }
            infer small of Small { data "y.csv" algorithm SVI(steps = 1500, draws = 200) seed 3 }
            infer large of Large { data "y.csv" algorithm SVI(steps = 600, draws = 60)  optimizer Adam(lr = 0.02)
              seed 3 }
            """.replace("LARGE", "" + LARGE);

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("m.penumbra"), MODELS);
        Files.writeString(folder.resolve("y.csv"), "y\n1.5\n0.2\n2.6\n1.1\n");
    }

    private FitRequest request(String run) {
        return FitRequest.of(folder.resolve("m.penumbra")).withRun(run);
    }

    private Fit fit(FitRequest request, String name) {
        return session.fit(request.intoFolder(folder.resolve(name)), Progress.NONE, Cancellation.NEVER);
    }

    @Test
    void smallParametersAreColumnsThatDoNotVary() {
        Fit fit = fit(request("small"), "run");
        StoredRun run = StoredRun.read(folder.resolve("run"));
        assertEquals(List.of("parameter", "parameter", "parameter", "latent", "deterministic"),
                run.variables().stream().map(RunVariable::kind).toList());
        assertEquals(List.of("m", "w[1]", "w[2]", "w[3]", "s", "mu", "d"), run.names());
        for (int position = 0; position < 5; position++) {
            assertEquals(1, Arrays.stream(run.column(position)).distinct().count());
            assertEquals(run.column(position)[0], fit.sites().get(position).mean());
        }
        assertEquals(List.of(1, 1, 1, 1, 1, 0, 0), run.record().summaries().stream().map(SiteSummary::parameters)
                .toList());
        assertTrue(Double.isNaN(run.record().summaries().getFirst().sd()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void aStoppedRunGoesOnWithTheSameBits(String name) throws IOException {
        Fit whole = fit(request(name), "whole");
        AtomicBoolean stop = new AtomicBoolean();
        Fit part = session.fit(request(name).intoFolder(folder.resolve("part")),
                (done, total, objective) -> stop.compareAndSet(false, done >= 300), stop::get);
        assertEquals(Status.CANCELLED, part.result().status());
        Fit rest = fit(request(name).resuming(folder.resolve("part")), "rest");
        assertArrayEquals(whole.result().draws().points()[7], rest.result().draws().points()[7], 0);
        assertEquals(Files.readString(folder.resolve("whole").resolve("draws.csv")),
                Files.readString(folder.resolve("rest").resolve("draws.csv")));
    }

    @Test
    void largeParametersHaveAFileOfTheirOwn() throws IOException {
        Fit fit = fit(request("large"), "run");
        StoredRun run = StoredRun.read(folder.resolve("run"));
        assertEquals(List.of("first", "mu"), run.names());
        assertEquals(LARGE, run.parameters().get("w").length);
        double[] point = fit.result().draws().points()[0];
        assertArrayEquals(Arrays.copyOfRange(point, 1, 1 + LARGE), run.parameters().get("w"), 0);
        byte[] bytes = Files.readAllBytes(folder.resolve("run").resolve("parameter-w.f64"));
        assertEquals(8 * LARGE, bytes.length);
        assertEquals(point[2], ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble(8));
        assertEquals(List.of("first", "w", "mu"), fit.sites().stream().map(SiteSummary::name).toList());
        SiteSummary all = fit.sites().get(1);
        assertEquals(LARGE, all.parameters());
        assertEquals(0.25, all.q50(), 1e-3);
        assertEquals(2, Files.readString(folder.resolve("run").resolve("run.json")).split("\"w\"", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void anotherRunStartsAtTheirAnswer(String name) {
        Fit first = fit(request(name), "run");
        Fit second = session.fit(request(name).startingFrom(folder.resolve("run"))
                .withSetting("algorithm.steps", "1").withSetting("algorithm.average", "false")
                .withSetting("optimizer.lr", "1e-9"), Progress.NONE, Cancellation.NEVER);
        int last = first.result().draws().points()[0].length - 1;
        assertArrayEquals(Arrays.copyOf(first.result().draws().points()[0], last),
                Arrays.copyOf(second.result().draws().points()[0], last), 1e-6);
    }

    /** The density at the stored draws is that which the run computed. */
    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void guidesAreMadeAgain(String name) {
        fit(request(name), "run");
        StoredRun run = StoredRun.read(folder.resolve("run"));
        StoredGuide guide = StoredGuide.open(session, folder.resolve("run"), Optional.empty());
        StoredGuide.Drawn at = guide.at(run);
        for (int k = 0; k < run.count(); k++) {
            assertEquals(run.lp()[k], at.draws().logP()[k], 1e-9 * (1 + Math.abs(run.lp()[k])));
            assertEquals(run.logQ()[k], at.draws().logQ()[k], 1e-9 * (1 + Math.abs(run.logQ()[k])));
        }
        guide.keep(guide.draw(20, 5), 5, "New draws.", folder.resolve("again"));
        StoredRun again = StoredRun.read(folder.resolve("again"));
        assertEquals(run.parameters().keySet(), again.parameters().keySet());
        assertEquals(run.column(0)[0], again.column(0)[0]);
    }

    /** The mean of what is predicted is that of the draws, not that of the starting values. */
    @ParameterizedTest
    @ValueSource(strings = {"small", "large"})
    void predictionsUseThem(String name) {
        Fit fit = fit(request(name), "run");
        Predictions predicted = session.predict(new PredictRequest(request(name),
                Optional.of(folder.resolve("run")), 400, Set.of()), Progress.NONE, Cancellation.NEVER);
        assertEquals(List.of(), predicted.drawnAnew());
        double mean = fit.sites().stream().filter(one -> one.name().equals("mu")).findFirst().orElseThrow().mean();
        double[] point = fit.result().draws().points()[0];
        double expected = mean + (name.equals("small") ? point[1] - point[2] : point[1]);
        double found = Arrays.stream(predicted.sites().getFirst().draws()).flatMapToDouble(Arrays::stream).average()
                .orElseThrow();
        assertEquals(expected, found, 4 * Math.sqrt(1.25 / 400), "four standard errors of the mean");
    }

    @Test
    void simulationsUseTheirStartingValues() {
        Simulated drawn = session.simulate(request("small").withSeed(4));
        assertArrayEquals(new double[] {1, 2, 3}, drawn.sites().get("w").values());
        assertArrayEquals(new double[] {2}, drawn.sites().get("s").values());
    }

    /** A parameter has no prior that its ranks could be uniform under. */
    @Test
    void calibrationLooksAtLatentSitesAlone() {
        Calibration calibration = session.calibrate(request("small").withSetting("algorithm.steps", "200"), 20,
                Progress.NONE, Cancellation.NEVER);
        assertEquals(List.of("mu"), calibration.sites().stream().map(one -> one.name()).toList());
    }
}
