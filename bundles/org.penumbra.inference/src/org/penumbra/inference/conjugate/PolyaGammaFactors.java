package org.penumbra.inference.conjugate;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Polya-Gamma variables, with which a logistic likelihood is Gaussian (Polson, Scott and Windle 2013): sigma(a)^b =
 * 2^-b e^(b a/2) E[exp(-w a^2/2)] for w ~ PG(b, 0). The best factor is PG(b, c) with c^2 = E[a^2], whose mean is
 * b tanh(c/2) / (2c). The bound is that of Jaakkola and Jordan (2000), as Durante and Rigon (2019) show.
 */
public final class PolyaGammaFactors extends FactorGroup {

    private static final double LOG_2 = 0.69314718055994530942;

    private final double[] weights;

    /** @param weights b of each factor, not negative */
    public PolyaGammaFactors(String name, int start, double[] weights) {
        super(name, start, weights.length);
        this.weights = weights;
    }

    @Override
    public String family() {
        return "Polya-Gamma";
    }

    @Override
    public int count() {
        return weights.length;
    }

    @Override
    public boolean isContinuous() {
        return false;
    }

    /** @return the negative Kullback-Leibler divergence to PG(b, 0), c^2 E[w] / 2 - b log cosh(c/2) */
    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        double bound = 0;
        for (int position = 0; position < updated(chosen); position++) {
            int k = factor(chosen, position);
            double c = StrictMath.sqrt(Math.max(0, -2 * natural[start() + k]));
            double mean = c < 1e-4 ? 0.25 * (1 - c * c / 12) : Kernels.tanh(0.5 * c) / (2 * c);
            moments[start() + k] = weights[k] * mean;
            bound += weights[k] * (0.5 * c * c * mean - logCosh(0.5 * c));
        }
        return bound;
    }

    private static double logCosh(double x) {
        return x + Kernels.log1p(Kernels.exp(-2 * x)) - LOG_2;
    }

    /** As if the logits were 0. */
    @Override
    public void begin(double[] values, RandomStream random, int seeds, double[] moments) {
        for (int k = 0; k < weights.length; k++) {
            moments[start() + k] = 0.25 * weights[k];
        }
    }

    /** There are no values of continuous sites. */
    @Override
    public void marginals(double[] natural, double[] mean, double[] variance) {
    }

    @Override
    public Draws draws(double[] natural) {
        throw new UnsupportedOperationException(name() + " is auxiliary: it is no site of the model");
    }
}
