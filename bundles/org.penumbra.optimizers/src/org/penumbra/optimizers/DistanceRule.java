package org.penumbra.optimizers;

/** DoG and DoWG. State: {@code begun, distance, sum}, then the start. */
final class DistanceRule implements Rule {

    private static final int SCALARS = 3;

    private final double initial;
    private final boolean weighted;
    private final double[] start;
    private boolean begun;
    /** Largest distance from the start so far. */
    private double distance;
    /** Of squared gradient norms, weighted by squared distances for DoWG. */
    private double sum;

    /** @param initial the first distance, relative to 1 + the length of the parameters */
    DistanceRule(int size, double initial, boolean weighted) {
        this.initial = initial;
        this.weighted = weighted;
        this.start = new double[size];
    }

    @Override
    public void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor) {
        move(parameters);
        double norm = 0;
        for (double slope : gradient) {
            norm += slope * slope;
        }
        double area = distance * distance;
        sum += weighted ? area * norm : norm;
        if (sum > 0) {
            double length = rate * (weighted ? area : distance) / Math.sqrt(sum);
            for (int i = 0; i < start.length; i++) {
                parameters[i] += factor[i] * (length * gradient[i]);
            }
        }
    }

    private void move(double[] parameters) {
        double squared = 0;
        for (int i = 0; i < start.length; i++) {
            double away = begun ? parameters[i] - start[i] : parameters[i];
            squared += away * away;
        }
        if (begun) {
            distance = Math.max(distance, Math.sqrt(squared));
        } else {
            System.arraycopy(parameters, 0, start, 0, start.length);
            distance = initial * (1 + Math.sqrt(squared));
            begun = true;
        }
    }

    @Override
    public int stateSize() {
        return SCALARS + start.length;
    }

    @Override
    public void save(double[] state, int offset) {
        state[offset] = begun ? 1 : 0;
        state[offset + 1] = distance;
        state[offset + 2] = sum;
        System.arraycopy(start, 0, state, offset + SCALARS, start.length);
    }

    @Override
    public void restore(double[] state, int offset) {
        begun = state[offset] != 0;
        distance = state[offset + 1];
        sum = state[offset + 2];
        System.arraycopy(state, offset + SCALARS, start, 0, start.length);
    }
}
