package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.CalibratedSite;
import org.penumbra.session.Calibration;
import org.penumbra.session.CalibrationFault;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** {@link Session#calibrate}: exact posteriors are found right, wrong ones wrong. */
class CalibrateTest {

    private static final Session SESSION = new Session(Registry.open());

    /** Coordinate ascent has the exact posterior of each of these: mu and rate are independent given the data. */
    private static final String CONJUGATE = """
            model Conjugate {
              data n : int
              data y : real[n]
              data k : int(min = 0)[n]
              mu ~ Normal(1, 2)
              rate ~ Gamma(3, 2)
              plate i in 1..n { y[i] ~ Normal(mu, 1.5)  k[i] ~ Poisson(rate) }
            }
            """;

    /** Far from its origin, intercept and slope are all but proportional. */
    private static final String CORRELATED = """
            model Correlated {
              data n : int
              data x : real[n]
              data y : real[n]
              a ~ Normal(0, 1)
              b ~ Normal(0, 1)
              plate i in 1..n { y[i] ~ Normal(a + b * x[i], 0.5) }
            }
            """;

    @TempDir
    Path folder;

    private FitRequest request(String model, String data) throws IOException {
        return FitRequest.of(Files.writeString(folder.resolve("m.penumbra"), model))
                .withData(Files.writeString(folder.resolve("sizes.json"), data)).withSeed(3);
    }

    private FitRequest conjugate() throws IOException {
        return request(CONJUGATE, "{\"n\": 4}").withPart(Point.ALGORITHMS, "CAVI");
    }

    private static Calibration calibrate(FitRequest request, int runs) {
        return SESSION.calibrate(request, runs, Progress.NONE, Cancellation.NEVER);
    }

    /** False alarm: 1 % for all four tests together, by the exact distribution of each, with this fixed seed. */
    @Test
    void exactPosteriorsAreCalibrated() throws IOException {
        Calibration calibration = calibrate(conjugate(), 200);
        assertEquals(List.of("mu", "rate"), calibration.sites().stream().map(CalibratedSite::name).toList());
        assertEquals(List.of(), calibration.failing());
        assertEquals(ExitCode.OK, calibration.exitCode());
        assertEquals(200, calibration.answered());
        assertEquals(List.of(), calibration.failures());
        for (CalibratedSite site : calibration.sites()) {
            // The mean of 200 uniform numbers is within 4 standard errors: false alarm 6e-5.
            assertEquals(0.5, site.all().mean(), 4 * Math.sqrt(1.0 / 12 / 200));
            assertEquals(200, site.all().histogram().stream().mapToInt(Integer::intValue).sum());
        }
    }

    /** A guide that cannot see the correlation is too narrow, and says itself that it is not to be trusted. */
    @Test
    void aGuideThatMissesACorrelationIsTooNarrow() throws IOException {
        Calibration calibration = calibrate(request(CORRELATED, "{\"n\": 6, \"x\": [3, 3.2, 3.4, 3.6, 3.8, 4]}")
                .withPart(Point.ALGORITHMS, "SVI").withPart(Point.GUIDES, "AutoNormal")
                .withSetting("algorithm.steps", "400").withSetting("optimizer.lr", "0.1"), 60);
        assertEquals(ExitCode.NOT_TRUSTED, calibration.exitCode());
        for (CalibratedSite site : calibration.failing()) {
            assertEquals(List.of(CalibrationFault.TOO_NARROW), site.all().faults(), site.name());
        }
        assertFalse(calibration.failing().isEmpty());
        assertTrue(calibration.trusted() < 20, calibration.trusted() + " of 60");
    }

    /** The site that is summed out is drawn given the others; false alarm 1 % for all four tests, with this seed. */
    @Test
    void sitesThatAreSummedOutAreCalibrated() throws IOException {
        Calibration calibration = calibrate(request("""
                model Switch {
                  data y : real[3]
                  mu ~ Normal(0, 1)
                  z ~ Categorical([0.2, 0.3, 0.5])
                  plate i in 1..3 { y[i] ~ Normal(mu + z, 1) }
                }
                """, "{}").withPart(Point.ALGORITHMS, "TemperedMixture").withSetting("algorithm.draws", "1000"), 60);
        assertEquals(List.of("mu", "z"), calibration.sites().stream().map(CalibratedSite::name).toList());
        assertEquals(List.of(), calibration.failing());
        assertEquals(60, calibration.sites().get(1).all().count());
        assertEquals(0.5, calibration.sites().get(1).all().mean(), 4 * Math.sqrt(1.0 / 12 / 60));
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() throws IOException {
        Calibration alone = calibrate(conjugate().withThreads(1), 20);
        Calibration together = calibrate(conjugate().withThreads(3), 20);
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(alone.sites().get(i).probabilities(), together.sites().get(i).probabilities());
        }
    }

    @Test
    void whatWasDoneBeforeAStopIsKept() throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        Calibration calibration = SESSION.calibrate(conjugate().withThreads(1), 50,
                (done, total, objective) -> stop.compareAndSet(false, done == 23), stop::get);
        assertTrue(calibration.stopped());
        assertEquals(23, calibration.answered());
        assertEquals(ExitCode.CANCELLED, calibration.exitCode());
        assertArrayEquals(calibrate(conjugate(), 23).sites().getFirst().probabilities(),
                calibration.sites().getFirst().probabilities());
    }

    @Test
    void stoppedAtOnceThereIsNothing() throws IOException {
        FitRequest request = conjugate();
        PenumbraException stopped = assertThrows(PenumbraException.class,
                () -> SESSION.calibrate(request, 50, Progress.NONE, () -> true));
        assertEquals(ExitCode.CANCELLED, stopped.exitCode());
        assertEquals("PEN-5053", stopped.problems().getFirst().code());
    }

    @Test
    void anImproperPriorIsNamed() throws IOException {
        FitRequest request = request("model M { data y : real  m ~ Flat()  y ~ Normal(m, 1) }", "{\"y\": 1}");
        PenumbraException refused = assertThrows(PenumbraException.class, () -> calibrate(request, 20));
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertTrue(refused.problems().getFirst().render().contains("'m' cannot be drawn"),
                refused.problems().getFirst().render());
    }

    @Test
    void aPointHasNoProbabilities() throws IOException {
        FitRequest request = request(CONJUGATE, "{\"n\": 4}").withPart(Point.ALGORITHMS, "SVI")
                .withPart(Point.GUIDES, "AutoDelta").withSetting("algorithm.steps", "10");
        PenumbraException refused = assertThrows(PenumbraException.class, () -> calibrate(request, 20));
        assertEquals("PEN-5051", refused.problems().getFirst().code());
    }

    @Test
    void aHandfulOfReplicationsIsRefused() throws IOException {
        FitRequest request = conjugate();
        assertEquals("PEN-5050", assertThrows(PenumbraException.class, () -> calibrate(request, 19)).problems()
                .getFirst().code());
    }

    /** The diagonal of a correlation matrix, and what is above that of its factor, are no numbers to test. */
    @Test
    void whatCannotVaryIsLeftOut() throws IOException {
        Calibration calibration = calibrate(request("""
                model M { data y : real[2]  L : corrCholesky[2] ~ LKJCholesky(2)
                  y ~ MultivariateNormal([0.0, 0.0], scaleTril = L) }
                """, "{\"y\": [0, 0]}").withPart(Point.ALGORITHMS, "Laplace"), 20);
        assertEquals(List.of("L[2,1]", "L[2,2]"), calibration.sites().stream().map(CalibratedSite::name).toList());
    }
}
