package org.penumbra.inference.svi;

import java.util.Locale;
import java.util.Optional;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;

/**
 * Steps until nothing changes any more, without a planned number, in the spirit of RAABBVI (Welandawe, Andersen,
 * Vehtari and Huggins 2022, "A framework for improving the reliability of black-box variational inference"). The way
 * has phases of constant step size. A phase ends when its iterates have stopped travelling (split R-hat over a window
 * at most {@value #LARGEST_R_HAT}) and their mean is known well enough (the means of both halves of the window differ
 * by at most the tolerance), or would take too long to know with such large steps. Its answer is that mean, and the
 * next phase starts there with half the step size. The fit has settled when a phase knows its answer well enough and
 * the phase before agrees with it within the tolerance, so that the bias which a constant step size leaves is small as
 * well. Differences are measured in standard deviations of the guide ({@link Drift}), whatever its parameters are.
 */
final class Settling implements Watcher {

    static final double LARGEST_R_HAT = 1.1;
    private static final int FIRST_LOOK = 4 * Ascent.BLOCK;
    /** After so many times the shortest phase, steps that are too large for an exact mean are made smaller. */
    private static final int PATIENCE = 4;
    private static final double SHRINK = 0.5;
    /** A smaller step hardly moves within any budget. */
    private static final double SMALLEST_SCALE = 1.0 / 4096;
    private static final int FEWEST = 30;
    /** Where windows may begin, as shares of the phase. */
    private static final double[] BEGINNINGS = {0.2, 0.35, 0.5, 0.65};
    /** Numbers that a mark consists of. */
    private static final int MARKED = 4;

    private final Guide guide;
    private final double tolerance;
    private final long most;
    private final RandomStream random;
    private final Iterates iterates;
    private final double[] previous;
    private final double[] answer;
    private long nextLook = FIRST_LOOK;
    private int phases;
    private double rHat = Double.NaN;
    private double change = Double.NaN;
    private double[] marked = {};

    /**
     * @param tolerance in standard deviations of the guide
     * @param most steps at most
     * @param random for the draws that compare two states of the guide
     */
    Settling(Guide guide, double tolerance, long most, RandomStream random) {
        this.guide = guide;
        this.tolerance = tolerance;
        this.most = most;
        this.random = random;
        int size = guide.parameters().length;
        this.iterates = new Iterates(size);
        this.previous = new double[size];
        this.answer = guide.parameters().clone();
    }

    /** @return CONVERGED, BUDGET_SPENT, CANCELLED or FAILED; the guide then is at the answer */
    Status run(Ascent ascent, FitContext context) {
        while (true) {
            Optional<Status> end = ascent.advance(Math.min(nextLook, most), most, context);
            if (end.isPresent()) {
                return end.get();
            }
            boolean settled = look(ascent);
            ascent.settle();
            if (settled) {
                return finish(answer, Status.CONVERGED);
            }
            if (ascent.steps() >= most || ascent.stepScale() < SMALLEST_SCALE) {
                return finish(latest(), Status.BUDGET_SPENT);
            }
        }
    }

    /** Whether the fit has settled; begins a new phase where the present one is over. */
    private boolean look(Ascent ascent) {
        long steps = ascent.steps();
        nextLook = steps + Math.max(Ascent.BLOCK, (steps - iterates.origin()) / 4 / Ascent.BLOCK * Ascent.BLOCK);
        int from = stationaryFrom();
        boolean exact = from >= 0 && halves(from) <= tolerance;
        if (from < 0 || !exact && steps - iterates.origin() < PATIENCE * shortest(ascent)) {
            return false;
        }
        iterates.mean(from, iterates.count(), answer);
        change = phases == 0 ? Double.NaN : Drift.between(guide, previous, answer, random);
        phases++;
        if (exact && change <= tolerance) {
            return true;
        }
        System.arraycopy(answer, 0, previous, 0, answer.length);
        System.arraycopy(answer, 0, guide.parameters(), 0, answer.length);
        ascent.scaleSteps(SHRINK * ascent.stepScale());
        iterates.restart(steps);
        nextLook = steps + shortest(ascent);
        return false;
    }

    /** Smaller steps need more of them to travel as far; the root is a compromise with the time that takes. */
    private static long shortest(Ascent ascent) {
        return (long) Math.ceil(FIRST_LOOK / Math.sqrt(ascent.stepScale()) / Ascent.BLOCK) * Ascent.BLOCK;
    }

    /** The first snapshot of the window with the smallest R-hat; -1 where none is small enough. */
    private int stationaryFrom() {
        int best = -1;
        rHat = Double.POSITIVE_INFINITY;
        for (double beginning : BEGINNINGS) {
            int from = (int) (beginning * iterates.count());
            if (iterates.count() - from >= FEWEST) {
                double value = SplitRHat.of(iterates, from, guide.parameters().length);
                if (value < rHat) {
                    rHat = value;
                    best = from;
                }
            }
        }
        return rHat <= LARGEST_R_HAT ? best : -1;
    }

    private double halves(int from) {
        int middle = (from + iterates.count()) / 2;
        double[] first = new double[answer.length];
        double[] second = new double[answer.length];
        iterates.mean(from, middle, first);
        iterates.mean(middle, iterates.count(), second);
        return Drift.between(guide, first, second, random);
    }

    /** Where nothing settled: the mean over the later half of the phase. */
    private double[] latest() {
        if (iterates.count() < 2) {
            return guide.parameters();
        }
        double[] mean = new double[answer.length];
        iterates.mean(iterates.count() / 2, iterates.count(), mean);
        return mean;
    }

    private Status finish(double[] parameters, Status status) {
        System.arraycopy(parameters, 0, guide.parameters(), 0, parameters.length);
        return status;
    }

    /** How it ended, in plain words. */
    Finding finding(Status status, long steps) {
        if (status == Status.CONVERGED) {
            return new Finding(Trust.GOOD, "The fit has settled after " + steps + " steps: with half the step size the "
                    + "answer moved by " + number(change) + unit() + ".");
        }
        String why = phases == 0 ? "the parameters were still travelling (R-hat " + number(rHat) + ")"
                : "with half the step size the answer still moved by " + number(change) + unit();
        Trust trust = phases == 0 || change > 4 * tolerance ? Trust.DISTRUST : Trust.CAUTION;
        return new Finding(trust, "The fit has not settled after " + steps + " steps: " + why
                + ". Allow more steps (maxSteps), or choose another learning rate or a better start.");
    }

    private String unit() {
        return guide.isDistribution() ? " posterior standard deviations" : " (relative to its size)";
    }

    /** R-hat of the iterates when last looked at; NaN before. */
    double rHat() {
        return rHat;
    }

    /** How far the answer moved between the last two phases, in standard deviations of the guide; NaN before. */
    double change() {
        return change;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2g", value);
    }

    @Override
    public void add(long step, double value, double[] parameters, double[] gradient) {
        iterates.add(step, value, parameters, gradient);
    }

    @Override
    public void mark() {
        iterates.mark();
        marked = new double[] {nextLook, phases, rHat, change};
    }

    @Override
    public void save(Ledger ledger) {
        ledger.put(marked);
        ledger.put(previous);
        iterates.save(ledger);
    }

    @Override
    public void restore(Ledger ledger) {
        marked = ledger.nextArray(MARKED);
        nextLook = (long) marked[0];
        phases = (int) marked[1];
        rHat = marked[2];
        change = marked[3];
        ledger.nextInto(previous);
        iterates.restore(ledger);
    }
}
