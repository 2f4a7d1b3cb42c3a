package org.penumbra.inference.auto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.math.AffineMap;

/** The rungs in one choice of coordinates, each starting from the best below it. */
final class Track {

    private final Climb climb;
    private final FitContext context;
    private final View base;
    private final List<Attempt> mine = new ArrayList<>();

    Track(Climb climb, FitContext context, View base) {
        this.climb = climb;
        this.context = context;
        this.base = base;
    }

    Optional<Attempt> best() {
        return mine.stream().min(Attempt.BEST_FIRST);
    }

    /** Tries the rungs of these ranks until something holds. */
    void climb(int from, int to) {
        for (Rung rung : context.ladder()) {
            if (rung.rank() >= from && rung.rank() <= to && rung.serves(base.target()) && climb.goesOn()) {
                tryOut(rung);
            }
        }
    }

    private void tryOut(Rung rung) {
        Start cold = context.start().with(context.random().stream(rung.name().hashCode()));
        View view = best().filter(one -> !rung.startsCold()).flatMap(Attempt::moments)
                .<View>map(moments -> new View.Standardised(base, moments))
                .orElse(base);
        Attempt.Task task = new Attempt.Task(rung, view, view == base ? cold(cold) : standard(cold),
                climb.attempts().size());
        String step = rung.name() + base.words();
        climb.journal().known(step).ifPresentOrElse(entry -> remember(entry, task), () -> anew(step, task));
    }

    /** A given point is one of the target as it is written. */
    private Start cold(Start start) {
        return base.isWritten() ? start : Start.cold(start.random());
    }

    private Start standard(Start start) {
        double[] ones = new double[base.target().dimension()];
        Arrays.fill(ones, 1);
        return Start.cold(start.random()).at(new double[ones.length], ones);
    }

    private void remember(Journal.Entry entry, Attempt.Task task) {
        if (entry instanceof Journal.Answered answered) {
            add(Attempt.earlier(task, answered.judgement(), answered.moments().get()));
        } else if (entry instanceof Journal.Refused refused) {
            climb.refused(refused);
        }
    }

    private void add(Attempt attempt) {
        mine.add(attempt);
        climb.add(attempt);
    }

    private void anew(String step, Attempt.Task task) {
        try {
            Attempt attempt = climb.attempt(task, watch(step));
            add(attempt);
            if (climb.isStopped()) {
                climb.brokeOff(step, attempt.inner().status() == Status.CANCELLED ? attempt.inner().state()
                        : new double[0]);
            } else {
                climb.journal().note(new Journal.Answered(step, attempt.judgement(), () -> kept(attempt)));
                context.checkpoint(climb.journal()::state);
            }
        } catch (PenumbraException cannot) {
            if (isFromTheModel(cannot)) {
                throw cannot;
            }
            refused(new Journal.Refused(step, task.rung().name() + ": " + cannot.problems().getFirst().message()));
        }
    }

    /** What later rungs started from, or are going to. */
    private Optional<AffineMap> kept(Attempt attempt) {
        return attempt.wasUsed() || best().filter(best -> best == attempt).isPresent() ? attempt.moments()
                : Optional.empty();
    }

    private void refused(Journal.Refused refusal) {
        climb.refused(refusal);
        if (!climb.isStopped()) {
            climb.journal().note(refusal);
        }
    }

    /** Whatever the rung keeps is kept inside the state of the climb; of one that keeps nothing, the climb alone. */
    private Rung.Watch watch(String step) {
        boolean[] keeps = new boolean[1];
        return new Rung.Watch((done, total, objective) -> {
            context.progress().report(done, total, objective);
            if (!keeps[0]) {
                context.checkpoint(climb.journal()::state);
            }
        }, context.cancellation(), climb.journal().inside(step), state -> {
            keeps[0] = true;
            context.checkpoint(() -> climb.journal().state(step, state.get()));
        });
    }

    /** A model that has no starting point has none on any rung. */
    private static boolean isFromTheModel(PenumbraException cannot) {
        return cannot.exitCode() == ExitCode.BAD_INPUT
                && cannot.problems().stream().map(Problem::code).anyMatch("PEN-3001"::equals);
    }
}
