package org.penumbra.flows;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * f(z) = z + v tanh(w'z + b): bends space along one direction (Rezende and Mohamed 2015, equation 10). The layer is
 * invertible when w'v > -1; v is u, moved along w so that w'v = softplus(w'u) - 1, shifted to be 0 at u = 0 (their
 * appendix A.1).
 *
 * <p>Parameters: w, u, b.
 */
final class PlanarLayer implements Layer {

    private static final double START = 0.01;

    private final int n;
    private final int offset;
    private final double[] v;
    private final double[] ofV;
    private double product;
    private double wv;
    private double square;
    private double along;
    private double t;

    PlanarLayer(int dimension, int offset) {
        this.n = dimension;
        this.offset = offset;
        this.v = new double[n];
        this.ofV = new double[n];
    }

    @Override
    public int parameterCount() {
        return 2 * n + 1;
    }

    @Override
    public void initialise(double[] parameters, RandomStream random) {
        for (int i = 0; i < n; i++) {
            parameters[offset + i] = random.nextGaussian() / Math.sqrt(n);
            parameters[offset + n + i] = START * random.nextGaussian();
        }
        parameters[offset + 2 * n] = random.nextGaussian();
    }

    private void prepare(double[] parameters) {
        product = 0;
        square = 0;
        for (int i = 0; i < n; i++) {
            double w = parameters[offset + i];
            product += w * parameters[offset + n + i];
            square += w * w;
        }
        wv = Softplus.value(product) - 1;
        along = (wv - product) / square;
        for (int i = 0; i < n; i++) {
            v[i] = parameters[offset + n + i] + along * parameters[offset + i];
        }
    }

    private double argument(double[] parameters, double[] z) {
        double sum = parameters[offset + 2 * n];
        for (int i = 0; i < n; i++) {
            sum += parameters[offset + i] * z[i];
        }
        return sum;
    }

    @Override
    public double forward(double[] parameters, double[] in, double[] out) {
        prepare(parameters);
        t = Kernels.tanh(argument(parameters, in));
        for (int i = 0; i < n; i++) {
            out[i] = in[i] + v[i] * t;
        }
        return Kernels.log1p(wv * (1 - t * t));
    }

    @Override
    public void backward(double[] parameters, double[] in, double[] outAdjoint, double logDetAdjoint,
            double[] inAdjoint, double[] gradient) {
        double ofDet = logDetAdjoint / (1 + wv * (1 - t * t));
        double ofT = -2 * ofDet * wv * t;
        double ofAlong = 0;
        for (int i = 0; i < n; i++) {
            ofV[i] = outAdjoint[i] * t;
            ofT += outAdjoint[i] * v[i];
            ofAlong += ofV[i] * parameters[offset + i];
        }
        double ofArgument = ofT * (1 - t * t);
        double ofWv = ofDet * (1 - t * t) + ofAlong / square;
        double ofProduct = ofWv * Softplus.slope(product) - ofAlong / square;
        double ofSquare = -ofAlong * along / square;
        for (int i = 0; i < n; i++) {
            double w = parameters[offset + i];
            inAdjoint[i] = outAdjoint[i] + ofArgument * w;
            gradient[offset + i] += ofArgument * in[i] + along * ofV[i] + ofProduct * parameters[offset + n + i]
                    + 2 * ofSquare * w;
            gradient[offset + n + i] += ofV[i] + ofProduct * w;
        }
        gradient[offset + 2 * n] += ofArgument;
    }

    /** The argument of tanh solves a scalar equation; the rest is subtraction. */
    @Override
    public void inverse(double[] parameters, double[] out, double[] in) {
        prepare(parameters);
        double root = Kernels.tanh(TanhRoot.solve(wv, 1, 0, argument(parameters, out)));
        for (int i = 0; i < n; i++) {
            in[i] = out[i] - v[i] * root;
        }
    }
}
