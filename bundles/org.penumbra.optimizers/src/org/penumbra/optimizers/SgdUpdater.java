package org.penumbra.optimizers;

import org.penumbra.inference.Optimizer;

/** State of one optimisation by {@link Sgd}: {@code step, velocity}. */
final class SgdUpdater implements Optimizer.Updater {

    private final double momentum;
    private final boolean nesterov;
    private final LearningRate rate;
    private final double[] velocity;
    private long step;

    SgdUpdater(int size, Sgd.Options options, LearningRate rate) {
        this.momentum = options.momentum();
        this.nesterov = options.nesterov();
        this.rate = rate;
        this.velocity = new double[size];
    }

    @Override
    public void step(double[] parameters, double[] gradient) {
        double lr = rate.at(step++);
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = momentum * velocity[i] + gradient[i];
            parameters[i] += lr * (nesterov ? gradient[i] + momentum * velocity[i] : velocity[i]);
        }
    }

    @Override
    public double[] state() {
        double[] state = new double[1 + velocity.length];
        state[0] = step;
        System.arraycopy(velocity, 0, state, 1, velocity.length);
        return state;
    }

    @Override
    public void restore(double[] state) {
        Check.length(state, 1 + velocity.length);
        step = (long) state[0];
        System.arraycopy(state, 1, velocity, 0, velocity.length);
    }
}
