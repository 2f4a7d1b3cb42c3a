package org.penumbra.inference.svi;

import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;

/**
 * All that a run needs to go on, as numbers: {@code version, step, skipped steps, scale of steps, parameters,
 * optimiser, objective, watcher}. Taken where a block starts, because randomness is a function of the block alone.
 */
final class Checkpoint {

    private static final int VERSION = 3;

    private final Guide guide;
    private final Objective.Estimator objective;
    private final Optimizer.Updater updater;
    private final Watcher watcher;
    private final double[] parameters;
    private double[] optimizerState = {};
    private double[] objectiveState = {};
    private long step;
    private long skipped;
    private double scale = 1;

    Checkpoint(Guide guide, Objective.Estimator objective, Optimizer.Updater updater, Watcher watcher) {
        this.guide = guide;
        this.objective = objective;
        this.updater = updater;
        this.watcher = watcher;
        this.parameters = guide.parameters().clone();
    }

    void take(long atStep, long atSkipped, double atScale) {
        step = atStep;
        skipped = atSkipped;
        scale = atScale;
        System.arraycopy(guide.parameters(), 0, parameters, 0, parameters.length);
        optimizerState = updater.state();
        objectiveState = objective.state();
        watcher.mark();
    }

    double[] state() {
        Ledger ledger = new Ledger();
        ledger.put(VERSION);
        ledger.put(step);
        ledger.put(skipped);
        ledger.put(scale);
        ledger.put(parameters);
        ledger.put(optimizerState);
        ledger.put(objectiveState);
        watcher.save(ledger);
        return ledger.all();
    }

    /**
     * Puts everything back; the steps done and skipped are then told by the methods below.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-3071) when the state is that of another run, or of another version
     */
    void restore(double[] state) {
        try {
            read(state);
        } catch (IllegalArgumentException other) {
            throw PenumbraException.badInput(Problem.error("PEN-3071", "the state to go on from does not fit this run: "
                    + other.getMessage() + ".").advise("Give the model, data, guide, objective, optimizer and version "
                    + "of the first time, or start anew from that answer with --init-from."));
        }
    }

    private void read(double[] state) {
        Ledger ledger = new Ledger(state);
        double version = ledger.next();
        if (version != VERSION) {
            throw new IllegalArgumentException("a state of SVI of version " + VERSION + " was expected, found version "
                    + version);
        }
        step = (long) ledger.next();
        skipped = (long) ledger.next();
        scale = ledger.next();
        ledger.nextInto(guide.parameters());
        updater.restore(ledger.nextArray());
        objective.restore(ledger.nextArray());
        watcher.restore(ledger);
    }

    long step() {
        return step;
    }

    long skipped() {
        return skipped;
    }

    double scale() {
        return scale;
    }
}
