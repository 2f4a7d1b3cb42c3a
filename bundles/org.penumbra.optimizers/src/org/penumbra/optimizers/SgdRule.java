package org.penumbra.optimizers;

/** Ascent with momentum. State: the velocity. */
final class SgdRule implements Rule {

    private final double momentum;
    private final boolean nesterov;
    private final double[] velocity;

    SgdRule(int size, double momentum, boolean nesterov) {
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.velocity = new double[size];
    }

    @Override
    public void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor) {
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = momentum * velocity[i] + gradient[i];
            double direction = nesterov ? gradient[i] + momentum * velocity[i] : velocity[i];
            parameters[i] += factor[i] * (rate * direction);
        }
    }

    @Override
    public int stateSize() {
        return velocity.length;
    }

    @Override
    public void save(double[] state, int offset) {
        System.arraycopy(velocity, 0, state, offset, velocity.length);
    }

    @Override
    public void restore(double[] state, int offset) {
        System.arraycopy(state, offset, velocity, 0, velocity.length);
    }
}
