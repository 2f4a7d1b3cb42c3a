package org.penumbra.math.activations;

/**
 * One number after the other.
 *
 * @param activation of each
 */
record ScalarActivation(Activation activation) implements ActivationLoop {

    @Override
    public void values(double[] x, int xAt, double[] y, int yAt, int count) {
        for (int k = 0; k < count; k++) {
            y[yAt + k] = activation.value(x[xAt + k]);
        }
    }

    @Override
    public void timesSlopes(double[] x, int xAt, double[] y, int yAt, double[] adjoint, int adjointAt, int count) {
        boolean needsArgument = activation.needsArgument();
        for (int k = 0; k < count; k++) {
            double value = y[yAt + k];
            adjoint[adjointAt + k] *= activation.slope(needsArgument ? x[xAt + k] : value, value);
        }
    }
}
