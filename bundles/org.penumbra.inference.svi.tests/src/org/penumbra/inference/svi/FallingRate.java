package org.penumbra.inference.svi;

import org.penumbra.inference.Optimizer;

/** Plain gradient ascent whose rate falls as 1 / (1 + 0.02 k); the state is k. */
final class FallingRate implements Optimizer.Updater {

    private final double rate;
    private final double fall;
    private long step;

    /** @param fall 0 for a constant rate */
    FallingRate(double rate, double fall) {
        this.rate = rate;
        this.fall = fall;
    }

    @Override
    public void step(double[] parameters, double[] gradient) {
        double now = rate / (1 + fall * step++);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += now * gradient[i];
        }
    }

    @Override
    public double[] state() {
        return new double[] {step};
    }

    @Override
    public void restore(double[] state) {
        step = (long) state[0];
    }
}
