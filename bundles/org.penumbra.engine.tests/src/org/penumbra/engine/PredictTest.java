package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.math.Statistics;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.PredictRequest;
import org.penumbra.session.Predictions;
import org.penumbra.session.Session;

/**
 * Predictions of a line whose posterior is known: y = b x + e with e ~ N(0, 1) and b ~ N(0, 10). With sum x^2 = 14 the
 * posterior of b is N(14 m / (14 + 0.01), 1 / (14 + 0.01)), where m is the least-squares slope. Five standard errors: a
 * false alarm in less than one of 1e6.
 */
class PredictTest {

    private static final String MODEL = """
            model Line {
              data n : int  data x : real[n]  data y : real[n]
              b ~ Normal(0, 10)
              deterministic twice = 2 * b
              plate i in 1..n { y[i] ~ Normal(b * x[i], 1) }
            }
            infer line of Line { data "line.csv" (x = x, y = y) missing = drop  seed 3 }
            infer far of Line { data "line.csv" (x = x, y = y) missing = drop  do x = 100  seed 3 }
            """;
    private static final int DRAWS = 4000;
    private static final double MEAN = (1 * 2 + 2 * 3 + 3 * 7) / 14.01;
    private static final double VARIANCE = 1 / 14.01;

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());
    private Path file;
    private Fit fit;

    @BeforeEach
    void fitLine() throws IOException {
        file = Files.writeString(folder.resolve("line.penumbra"), MODEL);
        Files.writeString(folder.resolve("line.csv"), "x,y\n1,2\n2,3\nNA,9\n3,7\n");
        fit = session.fit(FitRequest.of(file).withRun("line").intoFolder(folder.resolve("run")), Progress.NONE,
                Cancellation.NEVER);
    }

    private Predictions predict(FitRequest request, boolean prior, String... sites) {
        return session.predict(new PredictRequest(request, prior ? Optional.empty() : fit.folder(), DRAWS,
                Set.of(sites)), Progress.NONE, Cancellation.NEVER);
    }

    private static void assertNormal(double mean, double variance, double[] draws) {
        assertEquals(mean, Statistics.mean(draws), 5 * Math.sqrt(variance / DRAWS));
        assertEquals(variance, Statistics.variance(draws), 5 * variance * Math.sqrt(2.0 / DRAWS));
    }

    @Test
    void ofTheDataThatWereFitted() {
        Predictions predictions = predict(FitRequest.of(file).withRun("line"), false);
        Predictions.Site y = predictions.sites().getFirst();
        assertEquals(List.of("y[1]", "y[2]", "y[3]"), y.names());
        assertEquals(7, y.observed(2));
        assertNormal(3 * MEAN, 1 + 9 * VARIANCE, y.draws()[2]);
        assertNormal(2 * MEAN, 4 * VARIANCE, predictions.sites().get(1).draws()[0]);
        assertEquals(List.of(), predictions.drawnAnew());
        // log of the mean over b of N(y | b x, 1) is log N(y | x mean, 1 + x^2 variance).
        double[] expected = {density(2, 1), density(3, 2), density(7, 3)};
        assertEquals(Arrays.stream(expected).sum(), predictions.heldOut().orElseThrow().density().total(), 0.03);
    }

    private static double density(double y, double x) {
        double variance = 1 + x * x * VARIANCE;
        return -0.5 * Math.log(2 * Math.PI * variance) - 0.5 * (y - x * MEAN) * (y - x * MEAN) / variance;
    }

    /** New data have another number of rows, and no observations, or some. */
    @Test
    void ofNewData() throws IOException {
        Path other = Files.writeString(folder.resolve("new.csv"), "x\n10\n-1\n");
        Predictions predictions = predict(FitRequest.of(file).withRun("line").withData(other), false);
        assertNormal(10 * MEAN, 1 + 100 * VARIANCE, predictions.sites().getFirst().draws()[0]);
        assertTrue(predictions.heldOut().isEmpty());
        assertTrue(Double.isNaN(predictions.coverage()));
        Path some = Files.writeString(folder.resolve("some.csv"), "x,y\n10,NA\n-1,-2\n");
        Predictions partly = predict(FitRequest.of(file).withRun("line").withData(some), false);
        assertEquals(2, partly.sites().getFirst().names().size());
        assertEquals(1, partly.coverage());
        assertTrue(partly.heldOut().isEmpty());
    }

    @Test
    void ofAnIntervention() {
        Predictions predictions = predict(FitRequest.of(file).withRun("far"), false);
        assertNormal(100 * MEAN, 1 + 10000 * VARIANCE, predictions.sites().getFirst().draws()[0]);
        // What was observed was observed at another x.
        assertTrue(Double.isNaN(predictions.coverage()));
        assertTrue(predictions.heldOut().isEmpty());
    }

    @Test
    void fromThePrior() {
        Predictions predictions = predict(FitRequest.of(file).withRun("line"), true);
        assertNormal(0, 1 + 9 * 100, predictions.sites().getFirst().draws()[2]);
    }

    @Test
    void sameSeedSameBits() {
        double[] first = predict(FitRequest.of(file).withRun("line"), false).sites().getFirst().draws()[0];
        double[] again = predict(FitRequest.of(file).withRun("line"), false).sites().getFirst().draws()[0];
        double[] other = predict(FitRequest.of(file).withRun("line").withSeed(4), false).sites().getFirst().draws()[0];
        assertTrue(Arrays.equals(first, again));
        assertTrue(!Arrays.equals(first, other));
    }

    @Test
    void anUnknownSiteIsNamed() {
        PenumbraException wrong = assertThrows(PenumbraException.class,
                () -> predict(FitRequest.of(file).withRun("line"), false, "z"));
        assertTrue(wrong.problems().getFirst().render().contains("PEN-5070"), wrong.getMessage());
    }

    @Test
    void aStoppedOneSaysSo() {
        PenumbraException stopped = assertThrows(PenumbraException.class, () -> session.predict(new PredictRequest(
                FitRequest.of(file).withRun("line"), fit.folder(), 10, Set.of()), Progress.NONE, () -> true));
        assertEquals(130, stopped.exitCode().code());
    }
}
