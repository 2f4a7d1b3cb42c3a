package org.penumbra.inference.auto;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.AffineMap;

/**
 * What was done so far, in order, so that a run that goes on takes the same way: it climbs anew, and where the journal
 * knows how a step ended, the step is not taken again. Draws are not kept, since they may be many; the one answer that
 * is needed again in the end is found again.
 */
final class Journal {

    private static final int VERSION = 1;

    /** How one step ended. */
    sealed interface Entry {

        /** What the step was. */
        String step();
    }

    /**
     * A rung gave an answer.
     *
     * @param moments asked for when the journal is written, and only of the best of a track
     */
    record Answered(String step, Judgement judgement, Supplier<Optional<AffineMap>> moments) implements Entry {
    }

    /** A rung could not serve. */
    record Refused(String step, String why) implements Entry {
    }

    /** Sites were chosen. */
    record Chosen(String step, List<String> sites) implements Entry {
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Deque<Entry> known = new ArrayDeque<>();
    private String unfinished = "";
    private double[] inside = new double[0];

    private Journal() {
    }

    /**
     * @param state that an earlier run kept; empty for a new run
     * @throws IllegalArgumentException when it is no such state
     */
    static Journal of(Optional<double[]> state) {
        Journal journal = new Journal();
        state.ifPresent(numbers -> journal.read(new Scribe.Reader(new StateReader("Auto", VERSION, numbers))));
        return journal;
    }

    private void read(Scribe.Reader reader) {
        int count = reader.count();
        for (int i = 0; i < count; i++) {
            known.add(reader.entry());
        }
        unfinished = reader.text();
        inside = reader.numbers();
        reader.end();
    }

    /**
     * How this step ended in an earlier process; from then on it is part of this one.
     *
     * @throws IllegalArgumentException when another step was taken there: other rungs are installed now
     */
    Optional<Entry> known(String step) {
        Entry next = known.poll();
        if (next == null) {
            return Optional.empty();
        }
        if (!next.step().equals(step)) {
            throw new IllegalArgumentException("this state of Auto goes on with '" + next.step() + "', and what is "
                    + "installed now with '" + step + "'; start afresh");
        }
        entries.add(next);
        return Optional.of(next);
    }

    void note(Entry entry) {
        entries.add(entry);
    }

    /** The state inside the step that an earlier process was in; once. */
    Optional<double[]> inside(String step) {
        double[] state = unfinished.equals(step) && inside.length > 0 ? inside : null;
        inside = new double[0];
        return Optional.ofNullable(state);
    }

    /** Everything that is known, to go on from. */
    double[] state() {
        return state("", new double[0]);
    }

    /**
     * @param step that is under way
     * @param within its own state
     */
    double[] state(String step, double[] within) {
        Scribe scribe = new Scribe(new StateWriter(VERSION));
        scribe.count(entries.size() + known.size());
        entries.forEach(scribe::entry);
        known.forEach(scribe::entry);
        scribe.text(step);
        scribe.numbers(within);
        return scribe.state();
    }
}
