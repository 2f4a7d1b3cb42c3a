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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.inference.Status;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** Runs that are stopped and go on, through every layer. */
class ResumeTest {

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());

    @BeforeEach
    void writeModel() throws IOException {
        Files.writeString(folder.resolve("line.penumbra"), """
                model Line {
                  data n : int  data x : real[n]  data y : real[n]
                  a ~ Normal(0, 10)  b ~ Normal(0, 10)  s ~ HalfNormal(5)
                  plate i in 1..n { y[i] ~ StudentT(4, a + b * x[i], s) }
                }
                infer line of Line { data "line.csv" }
                """);
        Files.writeString(folder.resolve("line.csv"), """
                x,y
                1,3.1
                2,4.7
                3,7.4
                4,9
                5,10.6
                6,13.5
                """);
    }

    private FitRequest request(String steps) {
        return FitRequest.of(folder.resolve("line.penumbra")).withPart(Point.ALGORITHMS, "SVI")
                .withSetting("algorithm.steps", steps);
    }

    @Test
    void aPlannedRunGoesOnWithTheSameBits() throws IOException {
        goesOn("3000", 1234);
    }

    @Test
    void aRunUntilItHasSettledGoesOnWithTheSameBits() throws IOException {
        goesOn("0", 2111);
    }

    private void goesOn(String steps, long cut) throws IOException {
        Fit whole = session.fit(request(steps).intoFolder(folder.resolve("whole")), Progress.NONE, Cancellation.NEVER);
        AtomicBoolean stop = new AtomicBoolean();
        Fit part = session.fit(request(steps).intoFolder(folder.resolve("part")),
                (done, total, objective) -> stop.compareAndSet(false, done >= cut), stop::get);
        assertEquals(Status.CANCELLED, part.result().status());
        Fit resumed = session.fit(request(steps).resuming(folder.resolve("part")).intoFolder(folder.resolve("rest")),
                Progress.NONE, Cancellation.NEVER);
        assertEquals(whole.result().steps(), resumed.result().steps());
        assertEquals(Files.readString(folder.resolve("whole").resolve("draws.csv")),
                Files.readString(folder.resolve("rest").resolve("draws.csv")));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".checkpoint.json")), "removed at the end");
        }
    }

    /** Stopped in the midst of the rungs that are climbed automatically; nothing holds, so that all are. */
    @Test
    void anAutomaticChoiceGoesOnWithTheSameBits() throws IOException {
        Files.writeString(folder.resolve("line.penumbra"), """
                model Funnel { v ~ Normal(0, 3)  w ~ Normal(0, 3)  x ~ Normal(v * w, exp(v)) }
                infer line of Funnel { algorithm Auto(highest = 55) }
                """);
        FitRequest request = FitRequest.of(folder.resolve("line.penumbra")).withSeed(3);
        List<Long> reports = new ArrayList<>();
        Fit whole = session.fit(request, (done, total, objective) -> reports.add(done), Cancellation.NEVER);
        for (int part = 1; part < 6; part++) {
            int cut = reports.size() * part / 6;
            AtomicInteger seen = new AtomicInteger();
            Path kept = folder.resolve("part" + part);
            Fit stopped = session.fit(request.intoFolder(kept), (done, total, objective) -> seen.incrementAndGet(),
                    () -> seen.get() >= cut);
            assertEquals(Status.CANCELLED, stopped.result().status());
            Fit resumed = session.fit(request.resuming(kept), Progress.NONE, Cancellation.NEVER);
            assertArrayEquals(whole.result().draws().points(), resumed.result().draws().points());
            assertArrayEquals(whole.result().draws().logQ(), resumed.result().draws().logQ(), 0);
            assertEquals(whole.findings(), resumed.findings());
        }
    }

    @Test
    void otherOptionsAreAnotherRun() {
        session.fit(request("200").intoFolder(folder.resolve("first")), Progress.NONE, Cancellation.NEVER);
        PenumbraException refused = assertThrows(PenumbraException.class, () -> session.fit(
                request("300").resuming(folder.resolve("first")), Progress.NONE, Cancellation.NEVER));
        assertTrue(refused.getMessage().contains("different here: algorithm."), refused.getMessage());
    }

    /** Two hundred steps are too few from a cold start, and enough from the answer. */
    @Test
    void anAnswerIsAStart() {
        session.fit(request("5000").intoFolder(folder.resolve("first")), Progress.NONE, Cancellation.NEVER);
        Fit cold = session.fit(request("50"), Progress.NONE, Cancellation.NEVER);
        Fit warm = session.fit(request("50").startingFrom(folder.resolve("first")), Progress.NONE, Cancellation.NEVER);
        assertTrue(warm.result().elbo().mean() > cold.result().elbo().mean() + 5,
                warm.result().elbo().mean() + " against " + cold.result().elbo().mean());
    }
}
