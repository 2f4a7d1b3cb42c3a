package org.penumbra.inference.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.testing.KnownGaussian;

/** A climb that dies goes on where it was, whatever it had done, to the bits of one that did not. */
class ClimbsGoOnTest {

    private static final KnownGaussian TARGET = KnownGaussian.independent(-3, new double[] {5, -1},
            new double[] {2, 0.1});
    private final List<String> tried = new ArrayList<>();

    /** The first is the best in the end, which takes finding it again. */
    private List<Rung> rungs() {
        return List.of(new Quality("bad", 20, 0.3, tried), new Quality("worse", 30, 0.05, tried),
                new Slow("slow", 40, 0.02, tried), new Quality("last", 60, 0.03, tried));
    }

    /** Right in the end. */
    private List<Rung> holding() {
        return List.of(new Quality("bad", 20, 0.3, tried), new Slow("slow", 40, 0.1, tried),
                new Quality("right", 50, 1.1, tried));
    }

    @Test
    void fromEveryStateThatWasKept() {
        fromEveryState(rungs());
        fromEveryState(holding());
    }

    private void fromEveryState(List<Rung> rungs) {
        ClimbContext whole = context(rungs, null);
        FitResult expected = fit(whole);
        assertTrue(whole.states.size() >= rungs.size(), "states: " + whole.states.size());
        for (double[] state : whole.states) {
            same(expected, fit(context(rungs, state)));
        }
    }

    @Test
    void finishedRungsAreNotClimbedAgain() {
        ClimbContext whole = context(holding(), null);
        fit(whole);
        tried.clear();
        fit(context(holding(), whole.states.getFirst()));
        assertEquals(List.of("slow", "right"), tried, "the first state is that after 'bad'");
    }

    @Test
    void aRungGoesOnInside() {
        ClimbContext whole = context(holding(), null);
        FitResult expected = fit(whole);
        Slow slow = new Slow("slow", 40, 0.1, tried);
        double[] inside = whole.states.get(1);
        same(expected, fit(context(List.of(holding().get(0), slow, holding().get(2)), inside)));
        assertEquals(2, slow.rounds, "of three, one was done");
    }

    @Test
    void oneThatIsStoppedGoesOn() {
        FitResult expected = fit(context(holding(), null));
        AtomicBoolean stop = new AtomicBoolean();
        Slow stopping = new Slow("slow", 40, 0.1, tried) {
            @Override
            void round() {
                super.round();
                stop.set(true);
            }
        };
        FitResult part = new Auto().fit(TARGET, new Auto.Options(1000), new ClimbContext(Centrings.NONE,
                List.of(holding().get(0), stopping, holding().get(2)), Optional.empty(), stop::get));
        assertEquals(Status.CANCELLED, part.status());
        tried.clear();
        same(expected, fit(context(holding(), part.state())));
        assertEquals(List.of("slow", "right"), tried);
    }

    @Test
    void oneThatIsStoppedAtOnceHasAnAnswerAndGoesOn() {
        FitResult part = new Auto().fit(TARGET, new Auto.Options(1000),
                new ClimbContext(Centrings.NONE, holding(), Optional.empty(), () -> true));
        assertEquals(Status.CANCELLED, part.status());
        assertTrue(part.draws().count() > 0);
        same(fit(context(holding(), null)), fit(context(holding(), part.state())));
    }

    @Test
    void otherRungsAreAnotherClimb() {
        ClimbContext whole = context(holding(), null);
        fit(whole);
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> fit(context(List.of(new Quality("new", 5, 0.1, tried)), whole.states.getFirst())));
        assertTrue(refused.getMessage().contains("'bad'") && refused.getMessage().contains("'new'"),
                refused.getMessage());
    }

    private static ClimbContext context(List<Rung> rungs, double[] state) {
        return new ClimbContext(Centrings.NONE, rungs, Optional.ofNullable(state), Cancellation.NEVER);
    }

    private static FitResult fit(ClimbContext context) {
        return new Auto().fit(TARGET, new Auto.Options(1000), context);
    }

    private static void same(FitResult expected, FitResult found) {
        assertEquals(expected.status(), found.status());
        assertEquals(expected.findings(), found.findings());
        assertArrayEquals(expected.draws().points(), found.draws().points());
        assertArrayEquals(expected.draws().logQ(), found.draws().logQ(), 0);
        assertArrayEquals(expected.guide().parameters(), found.guide().parameters(), 0);
    }

    /** Takes three rounds, after each of which it offers the number of rounds done; then does what it should. */
    private static class Slow extends Quality {

        private int rounds;

        Slow(String name, int rank, double stretch, List<String> tried) {
            super(name, rank, stretch, tried);
        }

        void round() {
            rounds++;
        }

        @Override
        public FitResult fit(Target target, Start start, Watch watch) {
            int first = watch.resume().map(state -> (int) state[0]).orElse(0);
            for (int i = first; i < 3 && !watch.cancellation().isCancelled(); i++) {
                round();
                int done = i + 1;
                watch.keeper().accept(() -> new double[] {done});
                watch.progress().report(done, 3, Double.NaN);
            }
            FitResult result = super.fit(target, start, watch);
            return !watch.cancellation().isCancelled() ? result : new FitResult(Status.CANCELLED, result.guide(),
                    result.draws(), result.trace(), result.elbo(), 1, new double[] {1}, List.of());
        }
    }
}
