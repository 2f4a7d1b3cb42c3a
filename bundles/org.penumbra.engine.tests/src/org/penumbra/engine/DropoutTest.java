package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** Dropout: noise in the steps of training, and nowhere else. */
class DropoutTest {

    private static final double[] X = {1.2, 0.3, 0.4, 2.2, 1.1, 0.7, 0.1, 0.9};

    private static ModelText model(String network) {
        return new ModelText("""
                data n : int data x : real[n, 2] data y : int[n]
                s ~ Normal(0, 1)
                plate row: i in 1..n { y[i] ~ Poisson(exp(s) * F(x[i])[1]) }""", network).scalar("n", 4)
                .shaped("x", List.of(4, 2), X).with("y", 0, 0, 0, 0);
    }

    private static final ModelText WITH = model("""
            network F(x : real[2]) : real[1] { return exp(Dense(1)(Dropout()(Dense(3, tanh)(x)))) }""");
    private static final ModelText WITHOUT = model("""
            network F(x : real[2]) : real[1] { return exp(Dense(1)(Dense(3, tanh)(x))) }""");

    @Test
    void theDensityHasNone() {
        TargetContract.check(WITH);
        Target with = WITH.compile().target();
        Target without = WITHOUT.compile().target();
        double[] at = TargetContract.point(with, 1);
        assertTrue(with.isNoisyInTraining());
        assertTrue(!without.isNoisyInTraining());
        assertEquals(without.logDensity(at), with.logDensity(at), 1e-13);
    }

    private static Minibatch rows(ModelText model, int rows) {
        return model.compile().target().subsample(Map.of("row", rows), Sampling.PASSES);
    }

    @Test
    void whatADrawDropsStaysDroppedUntilTheNext() {
        Minibatch batch = rows(WITH, 3);
        double[] at = TargetContract.point(batch, 1);
        RandomStream random = RandomStream.of(4);
        for (int k = 0; k < 5; k++) {
            batch.draw(random);
            TargetContract.gradientAgreesWithDifferences(batch, at);
            assertEquals(batch.logDensity(at), batch.fork().logDensity(at), 0);
        }
    }

    @Test
    void theSameStreamDropsTheSame() {
        double[] at = TargetContract.point(rows(WITH, 4), 1);
        double[] found = densities(rows(WITH, 4), at, 20);
        assertArrayEquals(found, densities(rows(WITH, 4), at, 20), 0);
        assertTrue(Arrays.stream(found).distinct().count() > 10, "steps differ");
        assertEquals(1, Arrays.stream(densities(rows(WITHOUT, 4), at, 20)).map(one -> Math.rint(1e9 * one)).distinct()
                .count());
    }

    private static double[] densities(Minibatch batch, double[] at, int count) {
        RandomStream random = RandomStream.of(4);
        double[] densities = new double[count];
        Arrays.setAll(densities, k -> {
            batch.draw(random);
            return batch.logDensity(at);
        });
        return densities;
    }

    @Test
    void rowsThatAreHeldOutAreSeenWithoutIt() {
        Minibatch with = rows(WITH, 1);
        Minibatch without = rows(WITHOUT, 1);
        double[] at = TargetContract.point(with, 1);
        with.holdOut(0.5, RandomStream.of(1));
        without.holdOut(0.5, RandomStream.of(1));
        with.draw(RandomStream.of(2));
        for (int k = 0; k < 2; k++) {
            with.select(k);
            without.select(k);
            assertEquals(without.logDensity(at), with.logDensity(at), 1e-12);
        }
    }

    /**
     * The density of no event is minus the rate, and here linear in what is dropped: its mean is that without dropout.
     * 4000 draws; 5 standard errors, a false alarm in 6e-7 of seeds.
     */
    @Test
    void theMeanOverStepsIsThatWithoutDropout() {
        ModelText linear = model("""
                network F(x : real[2]) : real[1] { d = Dropout(0.3)(x)  return [0.1 + d[1] + 2 * d[2]] }""");
        Minibatch batch = rows(linear, 4);
        double[] at = {0.2};
        double[] found = densities(batch, at, 4000);
        double mean = Arrays.stream(found).average().orElseThrow();
        double variance = Arrays.stream(found).map(one -> (one - mean) * (one - mean)).sum() / 3999;
        double expected = linear.compile().target().logDensity(at);
        assertEquals(expected, mean, 5 * Math.sqrt(variance / 4000));
        double rate = Math.exp(0.2);
        double known = 0;
        for (int k = 0; k < 8; k++) {
            double part = rate * X[k] * (k % 2 + 1);
            known += part * part * 0.3 / 0.7;
        }
        assertEquals(1, variance / known, 0.15, "draws of rows and units are independent");
    }

    /** In a loop that goes on from step to step, each has draws of its own: the variance is that of all. */
    @Test
    void iterationsOfALoopDropDifferently() {
        ModelText recurrent = new ModelText("""
                data n : int data y : int[n]
                s ~ Normal(0, 1)
                h[1] = [1.0]
                for t in 2..5 { h[t] = h[t - 1] + F([1.0]) }
                plate row: i in 1..n { y[i] ~ Poisson(exp(s) * h[5, 1]) }""",
                "network F(x : real[1]) : real[1] { return Dropout(0.5)(x) }").with("y", 0, 0);
        double[] found = densities(rows(recurrent, 2), new double[] {0.0}, 400);
        double constant = 0.5 * Math.log(2 * Math.PI);
        double[] counts = new double[5];
        for (double one : found) {
            counts[(int) Math.rint((-one - constant) / 2 - 1) / 2]++;
        }
        assertTrue(Arrays.stream(counts).allMatch(count -> count > 5), Arrays.toString(counts));
    }

    /** The draw and its density come from two programs, which have to drop the same units. */
    @Test
    void anEncoderDropsTheSameWhereverItIsAsked() {
        ModelText text = new ModelText("""
                data n : int data x : real[n, 2]
                plate row: i in 1..n { z[i] : real[1] ~ Normal(0, 1)  x[i] ~ Normal(z[i, 1], 0.5) }""", """
                network Enc(x : real[2]) : (loc : real[1], scale : positive[1]) {
                  h = Dropout()(Dense(5, tanh)(x))
                  loc = Dense(1)(h)
                  scale = exp(Dense(1)(h))
                }
                guide G for M { plate row: i in 1..n { e = Enc(x[i])  z[i] ~ Normal(e.loc, e.scale) } }""")
                .scalar("n", 4).shaped("x", List.of(4, 2), X);
        AmortizedGuide whole = (AmortizedGuide) text.guide().guide();
        assertTrue(whole.isNoisyInTraining());
        AmortizedGuide.Rows rows = whole.over(text.compile().target().subsample(Map.of("row", 3), Sampling.PASSES));
        RandomStream random = RandomStream.of(6);
        double[] noise = new double[rows.guide().noiseSize()];
        double[] x = new double[rows.guide().dimension()];
        double[] first = new double[6];
        for (int k = 0; k < first.length; k++) {
            rows.target().draw(random);
            first[k] = rows.guide().transform(noise, x);
            assertEquals(rows.guide().logDensity(x), first[k], 1e-12);
        }
        assertTrue(Arrays.stream(first).distinct().count() > 3, "steps differ");
    }

    private static final String FILE = """
            network Enc(x : real[2]) : (loc : real[1], scale : positive[1]) {
              h = Dropout(0.2)(Dense(4, tanh)(x))
              loc = Dense(1)(h)
              scale = exp(Dense(1)(h))
            }
            network Dec(z : real[1]) : real[2] { return Dense(2)(Dropout(0.2)(Dense(4, tanh)(z))) }
            model M {
              data n : int data x : real[n, 2]
              plate row: i in 1..n { z[i] : real[1] ~ Normal(0, 1)  x[i] ~ Normal(Dec(z[i]), 0.5) }
            }
            guide G for M { plate row: i in 1..n { e = Enc(x[i])  z[i] ~ Normal(e.loc, e.scale) } }
            infer train of M {
              data "rows.json"
              guide G
              algorithm SVI(epochs = 20, draws = 10)
              optimizer Adam(lr = 0.02)
              subsample row = 8
            }
            infer whole of M { data "rows.json"  guide G  algorithm SVI(steps = 10) }
            """;

    private static Path write(Path folder) throws IOException {
        RandomStream random = RandomStream.of(5);
        StringJoiner rows = new StringJoiner(", ", "{\"n\": 40, \"x\": [", "]}");
        for (int i = 0; i < 40; i++) {
            double z = random.nextGaussian();
            rows.add("[" + (z + 0.3 * random.nextGaussian()) + ", " + (0.3 * random.nextGaussian() - z) + "]");
        }
        Files.writeString(folder.resolve("rows.json"), rows.toString());
        return Files.writeString(folder.resolve("m.penumbra"), FILE);
    }

    @Test
    void trainingIsTheSameForAnyNumberOfThreadsAndWhenResumed(@TempDir Path folder) throws IOException {
        FitRequest request = FitRequest.of(write(folder)).withRun("train").withSeed(3);
        double[] expected = fit(request.withThreads(1)).result().draws().points()[3];
        assertArrayEquals(expected, fit(request.withThreads(3)).result().draws().points()[3], 0);
        AtomicBoolean stop = new AtomicBoolean();
        new Session(Registry.open()).fit(request.intoFolder(folder.resolve("part")),
                (done, total, objective) -> stop.compareAndSet(false, done >= 40), stop::get);
        assertArrayEquals(expected, fit(request.resuming(folder.resolve("part"))).result().draws().points()[3], 0);
        assertNotEquals(expected[0], fit(request.withSeed(4)).result().draws().points()[3][0]);
    }

    private static Fit fit(FitRequest request) {
        return new Session(Registry.open()).fit(request, Progress.NONE, Cancellation.NEVER);
    }

    @Test
    void withoutMinibatchesThereIsNone(@TempDir Path folder) throws IOException {
        FitRequest request = FitRequest.of(write(folder)).withRun("whole");
        PenumbraException refused = assertThrows(PenumbraException.class, () -> fit(request));
        assertEquals("PEN-3074", refused.problems().getFirst().code());
    }
}
