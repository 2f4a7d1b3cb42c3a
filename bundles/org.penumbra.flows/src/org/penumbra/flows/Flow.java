package org.penumbra.flows;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.math.DenseLu;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * x = loc + exp(logScale) f(noise), where f is a chain of layers (Rezende and Mohamed 2015, "Variational inference with
 * normalizing flows"). With f near the identity it starts as a mean-field normal, wherever a fit left off.
 *
 * <p>Parameters: n locations, n log scales, then those of the layers in order.
 *
 * <p>log q at any point comes from the inverse of the layers. Its gradients follow from the path alone: with
 * h(noise) = log N(noise) - log det f and J = dx/dnoise, the slope is w = J'^-1 dh/dnoise, and the score the partial
 * derivative of h minus (dx/dparameters)' w. J takes n passes backwards.
 */
final class Flow implements DifferentiableGuide {

    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

    private final int n;
    private final Layer[] layers;
    private final double[] parameters;
    /** What goes into each layer, and what comes out of the last. */
    private final double[][] states;
    private final double[] scales;
    private final double[] adjoint;
    private final double[] otherAdjoint;
    private final double[] unit;
    private final double[] slope;
    private final double[] unused;
    private final DenseLu jacobian;
    /** Whether layers and states are those of the latest draw, and not of a point. */
    private boolean ofDraw;

    /**
     * @param layers whose parameters stand one after the other from 2n
     * @param locations n numbers
     * @param scales n positive numbers
     */
    Flow(List<? extends Layer> layers, double[] locations, double[] scales, RandomStream random) {
        this.n = locations.length;
        this.layers = layers.toArray(Layer[]::new);
        this.parameters = Arrays.copyOf(locations,
                2 * n + layers.stream().mapToInt(Layer::parameterCount).sum());
        for (int i = 0; i < n; i++) {
            parameters[n + i] = StrictMath.log(scales[i]);
        }
        layers.forEach(layer -> layer.initialise(parameters, random));
        this.states = new double[layers.size() + 1][n];
        this.scales = new double[n];
        this.adjoint = new double[n];
        this.otherAdjoint = new double[n];
        this.unit = new double[n];
        this.slope = new double[n];
        this.unused = new double[parameters.length];
        this.jacobian = new DenseLu(n);
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return n;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = forward(noise);
        double[] last = states[layers.length];
        for (int i = 0; i < n; i++) {
            x[i] = parameters[i] + scales[i] * last[i];
        }
        ofDraw = true;
        return logQ;
    }

    /** Through all layers; gives log q of what comes out. */
    private double forward(double[] noise) {
        System.arraycopy(noise, 0, states[0], 0, n);
        double logQ = -n * HALF_LOG_TWO_PI;
        for (int i = 0; i < n; i++) {
            scales[i] = Kernels.exp(parameters[n + i]);
            logQ -= parameters[n + i] + 0.5 * noise[i] * noise[i];
        }
        for (int k = 0; k < layers.length; k++) {
            logQ -= layers[k].forward(parameters, states[k], states[k + 1]);
        }
        return logQ;
    }

    /**
     * Adds the derivatives of {@code pull * v'x + volume * log det dx/dnoise} by the parameters to {@code gradient};
     * {@link #adjoint} is that by the noise afterwards.
     */
    private void backward(double[] v, double pull, double volume, double[] gradient) {
        double[] last = states[layers.length];
        double[] at = layers.length % 2 == 0 ? adjoint : otherAdjoint;
        for (int i = 0; i < n; i++) {
            gradient[i] += pull * v[i];
            at[i] = pull * v[i] * scales[i];
            gradient[n + i] += at[i] * last[i] + volume;
        }
        for (int k = layers.length - 1; k >= 0; k--) {
            double[] to = at == adjoint ? otherAdjoint : adjoint;
            layers[k].backward(parameters, states[k], at, volume, to, gradient);
            at = to;
        }
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        returnTo(noise);
        backward(targetGradient, weight, weight, gradient);
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        returnTo(noise);
        backward(v, 1, 0, gradient);
    }

    @Override
    public void pullBackToNoise(double[] noise, double[] v, double[] result) {
        returnTo(noise);
        backward(v, 1, 1, unused);
        System.arraycopy(adjoint, 0, result, 0, n);
    }

    /** To the draw, when somebody has asked for a density since. */
    private void returnTo(double[] noise) {
        if (!ofDraw) {
            forward(noise);
            ofDraw = true;
        }
    }

    @Override
    public double logDensity(double[] x) {
        ofDraw = false;
        double[] last = states[layers.length];
        for (int i = 0; i < n; i++) {
            last[i] = (x[i] - parameters[i]) * Kernels.exp(-parameters[n + i]);
        }
        for (int k = layers.length - 1; k >= 0; k--) {
            layers[k].inverse(parameters, states[k + 1], states[k]);
        }
        return forward(states[0]);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double logQ = logDensity(x);
        findSlope();
        System.arraycopy(slope, 0, gradient, 0, n);
        return logQ;
    }

    /** After {@link #logDensity}. */
    private void findSlope() {
        Arrays.fill(unused, 0);
        for (int i = 0; i < n; i++) {
            unit[i] = 1;
            backward(unit, 1, 0, unused);
            unit[i] = 0;
            for (int j = 0; j < n; j++) {
                jacobian.set(i, j, adjoint[j]);
            }
        }
        backward(unit, 0, -1, unused);
        for (int i = 0; i < n; i++) {
            slope[i] = adjoint[i] - states[0][i];
        }
        if (jacobian.factor()) {
            jacobian.solveTransposed(slope, 0);
        } else {
            Arrays.fill(slope, Double.NaN);
        }
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        double logQ = logDensity(x);
        findSlope();
        backward(slope, -weight, -weight, gradient);
        return logQ;
    }
}
