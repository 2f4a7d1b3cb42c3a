package org.penumbra.inference.svi;

import org.penumbra.math.OnlineMoments;

/** What happened over the last two fifths of the steps, in two windows of a fifth each. */
final class Windows implements Watcher {

    private static final int SHARE = 5;

    private final long length;
    private final long planned;
    private final Window older;
    private final Window newer;
    private final double[] marked;

    Windows(int size, long planned) {
        this.planned = planned;
        this.length = planned / SHARE;
        this.older = new Window(size);
        this.newer = new Window(size);
        this.marked = new double[older.stateSize() + newer.stateSize()];
    }

    @Override
    public void add(long step, double value, double[] parameters, double[] gradient) {
        if (step > planned - length) {
            newer.add(value, parameters, gradient);
        } else if (step > planned - 2 * length) {
            older.add(value, parameters, gradient);
        }
    }

    Window older() {
        return older;
    }

    Window newer() {
        return newer;
    }

    /** Steps in one window. */
    long length() {
        return length;
    }

    /** Replaces the parameters by their mean over the newer window, where that has begun. */
    void useAverage(double[] parameters) {
        if (newer.count() > 0) {
            newer.meanParameters(parameters);
        }
    }

    @Override
    public void mark() {
        newer.save(marked, older.save(marked, 0));
    }

    @Override
    public void save(Ledger ledger) {
        ledger.put(marked);
    }

    @Override
    public void restore(Ledger ledger) {
        ledger.nextInto(marked);
        newer.restore(marked, older.restore(marked, 0));
    }

    /** Moments of the objective, the parameters and the gradient over one window. */
    static final class Window {
        private final OnlineMoments objective = new OnlineMoments(1);
        private final OnlineMoments parameters;
        private final OnlineMoments gradient;

        Window(int size) {
            this.parameters = new OnlineMoments(size);
            this.gradient = new OnlineMoments(size);
        }

        private void add(double value, double[] theParameters, double[] theGradient) {
            objective.add(value);
            parameters.add(theParameters);
            gradient.add(theGradient);
        }

        long count() {
            return objective.count();
        }

        double meanObjective() {
            return objective.mean(0);
        }

        double objectiveError() {
            return objective.standardError(0);
        }

        void meanParameters(double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = parameters.mean(i);
            }
        }

        OnlineMoments gradient() {
            return gradient;
        }

        private int stateSize() {
            return objective.stateSize() + parameters.stateSize() + gradient.stateSize();
        }

        private int save(double[] state, int offset) {
            return gradient.save(state, parameters.save(state, objective.save(state, offset)));
        }

        private int restore(double[] state, int offset) {
            return gradient.restore(state, parameters.restore(state, objective.restore(state, offset)));
        }
    }
}
