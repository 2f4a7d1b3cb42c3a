package org.penumbra.inference.cavi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the state of a stream of batches lies in an array: scalars, then parts of which the first ones are global. */
final class StreamState {

    private static final int VERSION = 1;
    private static final int SCALARS = 5;
    /** Numbers of a state that is kept. */
    private static final long LARGEST = 20_000_000;

    private StreamState() {
    }

    private static long size(List<double[]> parts) {
        return SCALARS + parts.stream().mapToLong(part -> part.length).sum();
    }

    /**
     * @param parts of which the first two are the natural parameters, and what rows have added to them
     * @return empty when it would be too large to keep
     */
    static double[] of(long step, boolean settled, int batch, List<double[]> parts) {
        if (size(parts) > LARGEST) {
            return new double[0];
        }
        double[] state = Arrays.copyOf(new double[] {VERSION, step, settled ? 1 : 0, parts.getFirst().length, batch},
                (int) size(parts));
        int at = SCALARS;
        for (double[] part : parts) {
            System.arraycopy(part, 0, state, at, part.length);
            at += part.length;
        }
        return state;
    }

    /**
     * @param parts overwritten
     * @throws IllegalArgumentException when it is the state of something else
     */
    static void read(double[] state, int batch, List<double[]> parts) {
        if (state.length != size(parts) || state[0] != VERSION || state[3] != parts.getFirst().length
                || state[4] != batch) {
            throw new IllegalArgumentException("a state of StreamingCAVI with " + size(parts)
                    + " numbers was expected, found " + state.length);
        }
        int at = SCALARS;
        for (double[] part : parts) {
            System.arraycopy(state, at, part, 0, part.length);
            at += part.length;
        }
    }

    static long step(double[] state) {
        return (long) state[1];
    }

    static boolean isSettled(double[] state) {
        return state[2] == 1;
    }

    /**
     * What a run has learnt.
     *
     * @param size numbers of all global factors
     * @return empty when the state has other factors
     */
    static Optional<Prior> prior(double[] state, int size) {
        return state.length < SCALARS + 2 * size || state[0] != VERSION || state[3] != size ? Optional.empty()
                : Optional.of(new Prior(Arrays.copyOfRange(state, SCALARS, SCALARS + size),
                        Arrays.copyOfRange(state, SCALARS + size, SCALARS + 2 * size)));
    }
}
