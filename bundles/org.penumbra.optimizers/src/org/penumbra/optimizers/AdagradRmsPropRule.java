package org.penumbra.optimizers;

/** State: the number of steps, then the running means of squares. */
final class AdagradRmsPropRule implements Rule {

    private final AdagradRmsProp.Options options;
    private final double[] square;
    private long step;

    AdagradRmsPropRule(int size, AdagradRmsProp.Options options) {
        this.options = options;
        this.square = new double[size];
    }

    @Override
    public void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor) {
        step++;
        double share = step == 1 ? 1 : options.t();
        double now = rate * StrictMath.exp((options.delta() - 0.5) * StrictMath.log(step));
        for (int i = 0; i < square.length; i++) {
            double g = gradient[i];
            square[i] = share * g * g + (1 - share) * square[i];
            parameters[i] += factor[i] * (now * g / (options.tau() + Math.sqrt(square[i])));
        }
    }

    @Override
    public int stateSize() {
        return 1 + square.length;
    }

    @Override
    public void save(double[] state, int offset) {
        state[offset] = step;
        System.arraycopy(square, 0, state, offset + 1, square.length);
    }

    @Override
    public void restore(double[] state, int offset) {
        step = (long) state[offset];
        System.arraycopy(state, offset + 1, square, 0, square.length);
    }
}
