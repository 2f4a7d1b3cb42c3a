package org.penumbra.inference.svi;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Optimizer;

/**
 * All that a run needs to go on, as numbers: {@code version, step, skipped steps, parameters, windows,
 * optimiser}. Taken where a block
 * starts, because randomness is a function of the block alone.
 */
final class Checkpoint {

    private static final int VERSION = 1;
    private static final int SCALARS = 3;

    private final Guide guide;
    private final Windows windows;
    private final Optimizer.Updater updater;
    private final double[] own;
    private double[] optimizer = {};

    Checkpoint(Guide guide, Windows windows, Optimizer.Updater updater) {
        this.guide = guide;
        this.windows = windows;
        this.updater = updater;
        this.own = new double[SCALARS + guide.parameters().length + windows.stateSize()];
    }

    void take(long step, long skipped) {
        double[] parameters = guide.parameters();
        own[0] = VERSION;
        own[1] = step;
        own[2] = skipped;
        System.arraycopy(parameters, 0, own, SCALARS, parameters.length);
        windows.save(own, SCALARS + parameters.length);
        optimizer = updater.state();
    }

    double[] state() {
        double[] state = Arrays.copyOf(own, own.length + optimizer.length);
        System.arraycopy(optimizer, 0, state, own.length, optimizer.length);
        return state;
    }

    /** Puts parameters, windows and optimiser back; the steps done and skipped are then told by the methods below. */
    void restore(double[] state) {
        if (state.length < own.length || state[0] != VERSION) {
            throw new IllegalArgumentException("a state of SVI with at least " + own.length + " numbers and version "
                    + VERSION + " was expected, found " + state.length + " numbers");
        }
        double[] parameters = guide.parameters();
        System.arraycopy(state, SCALARS, parameters, 0, parameters.length);
        windows.restore(state, SCALARS + parameters.length);
        updater.restore(Arrays.copyOfRange(state, own.length, state.length));
        own[1] = state[1];
        own[2] = state[2];
    }

    long step() {
        return (long) own[1];
    }

    long skipped() {
        return (long) own[2];
    }
}
