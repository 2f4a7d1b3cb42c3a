package org.penumbra.optimizers;

/** State: the sums of squares. */
final class AdagradRule implements Rule {

    private final double eps;
    private final double[] sum;

    AdagradRule(int size, double eps) {
        this.eps = eps;
        this.sum = new double[size];
    }

    @Override
    public void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += gradient[i] * gradient[i];
            parameters[i] += factor[i] * (rate * gradient[i] / (Math.sqrt(sum[i]) + eps));
        }
    }

    @Override
    public int stateSize() {
        return sum.length;
    }

    @Override
    public void save(double[] state, int offset) {
        System.arraycopy(sum, 0, state, offset, sum.length);
    }

    @Override
    public void restore(double[] state, int offset) {
        System.arraycopy(state, offset, sum, 0, sum.length);
    }
}
