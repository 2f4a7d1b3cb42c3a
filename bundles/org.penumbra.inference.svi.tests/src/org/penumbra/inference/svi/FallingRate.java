package org.penumbra.inference.svi;

import org.penumbra.inference.Optimizer;

/** Plain gradient ascent whose rate falls as 1 / (1 + 0.02 k); the state is k. */
final class FallingRate implements Optimizer.Updater {

    private final double rate;
    private long step;

    FallingRate(double rate) {
        this.rate = rate;
    }

    @Override
    public void step(double[] parameters, double[] gradient) {
        double now = rate / (1 + 0.02 * step++);
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
