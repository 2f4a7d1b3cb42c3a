package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.Status;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

class RunnerTest {

    private static final Duration GRACE = Duration.ofMillis(100);

    @TempDir
    Path folder;

    @Test
    void aFitCarriesEverything() {
        Fit fit = fit(FakePlugins.standard().add("diagnostic", "Kind", FakePlugins.Kind.class),
                request().withSetting("algorithm.draws", "100"));
        assertEquals(Status.CONVERGED, fit.result().status());
        assertEquals(Verdict.TRUSTED, fit.verdict());
        assertEquals(ExitCode.OK, fit.exitCode());
        assertEquals(0.25, fit.kHat());
        assertEquals("k-hat is low: the guide fits.", fit.advice());
        assertEquals(List.of("scale", "twice[1]", "twice[2]"), fit.sites().stream().map(SiteSummary::name).toList());
        assertEquals(100, fit.result().draws().count());
    }

    @Test
    void theSeedDecidesTheDraws() {
        double mean = fit(FakePlugins.standard(), request().withSeed(3)).sites().getFirst().mean();
        assertEquals(mean, fit(FakePlugins.standard(), request().withSeed(3)).sites().getFirst().mean());
        assertTrue(mean != fit(FakePlugins.standard(), request().withSeed(4)).sites().getFirst().mean());
    }

    @Test
    void aBadFindingCostsTheTrust() {
        Fit fit = fit(FakePlugins.standard().add("diagnostic", "Kind", FakePlugins.Kind.class).add("diagnostic",
                "Strict", FakePlugins.Strict.class), request());
        assertEquals(ExitCode.NOT_TRUSTED, fit.exitCode());
        assertEquals("k-hat is high: use a richer guide.", fit.advice());
    }

    @Test
    void aBrokenDiagnosticIsReportedAndTheOthersGoOn() {
        Fit fit = fit(FakePlugins.standard().add("diagnostic", "Kind", FakePlugins.Kind.class).add("diagnostic", "Sick",
                FakePlugins.Sick.class), request());
        assertEquals(0.25, fit.kHat());
        assertEquals("error [PEN-5020] fake.bundle: diagnostic 'Sick' failed with UnsupportedOperationException. This"
                + " is a fault of that bundle; tell its author, or choose another diagnostic.",
                fit.problems().getFirst().render());
    }

    @Test
    void withoutAnyDiagnosticTheVerdictIsUnknown() {
        Fit fit = fit(FakePlugins.standard(), request());
        assertEquals(Verdict.UNKNOWN, fit.verdict());
        assertEquals(ExitCode.OK, fit.exitCode());
    }

    @Test
    void aFailingAlgorithmIsNamedWithItsBundle() {
        PenumbraException failed = assertThrows(PenumbraException.class,
                () -> fit(FakePlugins.standard().add("algorithm", "Throwing", FakePlugins.Throwing.class),
                        request().withPart(Point.ALGORITHMS, "Throwing")));
        assertEquals(ExitCode.PLUGIN_FAILED, failed.exitCode());
        assertEquals("error [PEN-5020] fake.bundle: algorithm 'Throwing' failed with IllegalStateException: lost. This"
                + " is a fault of that bundle; tell its author, or choose another algorithm.", failed.getMessage());
    }

    @Test
    void theGuideThatFailsIsNamedNotTheAlgorithm() {
        PenumbraException failed = assertThrows(PenumbraException.class,
                () -> fit(FakePlugins.standard().add("guide", "Broken", FakePlugins.Broken.class),
                        request().withPart(Point.GUIDES, "Broken")));
        assertTrue(failed.getMessage().contains("guide 'Broken' failed with ArithmeticException: no guide today."),
                failed.getMessage());
    }

    @Test
    void resultsThatContradictThemselvesAreRefused() {
        PenumbraException failed = assertThrows(PenumbraException.class,
                () -> fit(new FakePlugins().add("algorithm", "Lying", FakePlugins.Lying.class),
                        request().withPart(Point.ALGORITHMS, "Lying")));
        assertEquals("PEN-5024", failed.problems().getFirst().code());
    }

    @Test
    void anAlgorithmThatAsksForMoreThanItRegistersIsTold() {
        PenumbraException failed = assertThrows(PenumbraException.class,
                () -> fit(new FakePlugins().add("algorithm", "Greedy", FakePlugins.Greedy.class),
                        request().withPart(Point.ALGORITHMS, "Greedy")));
        assertEquals("error [PEN-5023] fake.bundle: algorithm 'Greedy' asks for a part of kind 'guide', but its"
                + " registration names no default for it. Add guide=\"...\" to its registration.", failed.getMessage());
    }

    @Test
    void aStoppedRunKeepsWhatItHas() {
        AtomicBoolean stop = new AtomicBoolean();
        Fit fit = fit(patient(), request(), (done, total, objective) -> stop.set(done > 10), stop::get);
        assertEquals(Status.CANCELLED, fit.result().status());
        assertEquals(ExitCode.CANCELLED, fit.exitCode());
        assertEquals(3, fit.result().draws().count());
        assertEquals(0.25, fit.kHat(), "it is judged as well");
        assertEquals(Verdict.UNKNOWN, fit.verdict());
    }

    @Test
    void anAlgorithmThatNeverReturnsIsLeftBehindInSilence() throws InterruptedException {
        AtomicLong reports = new AtomicLong();
        PenumbraException left = assertThrows(PenumbraException.class,
                () -> fit(patient(), request().withSetting("algorithm.deaf", "true"),
                        (done, total, objective) -> reports.incrementAndGet(), () -> reports.get() > 10));
        assertEquals(ExitCode.CANCELLED, left.exitCode());
        assertTrue(left.getMessage().contains("fake.bundle: algorithm 'Drawing' was told to stop"), left.getMessage());
        Thread.sleep(100); // A report that was under way may still arrive.
        long heard = reports.get();
        Thread.sleep(30);
        assertEquals(heard, reports.get(), "nobody hears of it any more");
    }

    private static FakePlugins patient() {
        return new FakePlugins().add("algorithm", "Drawing", FakePlugins.Patient.class, "guide=\"Plain\"")
                .add("guide", "Plain", FakePlugins.Plain.class).add("diagnostic", "Kind", FakePlugins.Kind.class);
    }

    private static FitRequest request() {
        return FitRequest.of(Path.of("m.penumbra"));
    }

    private Fit fit(FakePlugins plugins, FitRequest request) {
        return fit(plugins, request, Progress.NONE, Cancellation.NEVER);
    }

    private Fit fit(FakePlugins plugins, FitRequest request, Progress progress, Cancellation cancellation) {
        Registry registry = plugins.registry(folder);
        Model model = PenumbraFactory.eINSTANCE.createModel();
        model.setName("Fake");
        FitRequest complete = request.parts().containsKey(Point.ALGORITHMS) ? request
                : request.withPart(Point.ALGORITHMS, "Drawing");
        Plan plan = new Planner(registry, ModelBuilder.LOCATIONS).plan(new Selection(model, Optional.empty()),
                complete);
        return new Runner(new Surroundings(registry, Workers.SEQUENTIAL, GRACE)).run(complete, plan, BoundData.none(),
                List.of(), new FakeTarget(), progress, cancellation);
    }
}
