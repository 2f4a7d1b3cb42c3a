package org.penumbra.inference.draws;

import java.util.Optional;
import org.penumbra.inference.FitContext;

/** Reads what a {@link StateWriter} wrote, in the same order. */
public final class StateReader {

    private final String owner;
    private final double[] state;
    private int next = 1;

    /**
     * @param owner whose state it should be, for messages
     * @throws IllegalArgumentException when the state has another version
     */
    public StateReader(String owner, int version, double[] state) {
        this.owner = owner;
        this.state = state;
        if (state.length == 0 || state[0] != version) {
            throw new IllegalArgumentException("a state of " + owner + " of version " + version + " was expected, "
                    + "found " + (state.length == 0 ? "none" : "version " + state[0]) + "; start afresh");
        }
    }

    /** The state to go on from, unless it was taken before the first step. */
    public static Optional<double[]> unfinished(FitContext context) {
        return context.resume().filter(state -> state.length != 2 || state[1] != StateWriter.BEGINNING);
    }

    /** @throws IllegalArgumentException when there is no further number */
    public double next() {
        require(1);
        return state[next++];
    }

    public int nextInt() {
        return (int) next();
    }

    public long nextLong() {
        return (long) next();
    }

    /** As many numbers as the array is long. */
    public void next(double[] array) {
        require(array.length);
        System.arraycopy(state, next, array, 0, array.length);
        next += array.length;
    }

    /** As many numbers as the matrix has. */
    public void next(double[][] rows) {
        for (double[] row : rows) {
            next(row);
        }
    }

    /** @throws IllegalArgumentException when something is left: the state belongs to other options or another model */
    public void end() {
        if (next != state.length) {
            throw unfit();
        }
    }

    private void require(int more) {
        if (next + more > state.length) {
            throw unfit();
        }
    }

    private IllegalArgumentException unfit() {
        return new IllegalArgumentException("this state of " + owner + " has " + state.length + " numbers, which does "
                + "not fit the model and the options; start afresh");
    }
}
