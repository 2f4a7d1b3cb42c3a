package org.penumbra.inference.pathfinder;

import java.util.Arrays;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.math.RandomStream;

/**
 * The normals of several paths, mixed with fixed weights. The parameters are locations and log scales of one normal
 * after the other; a draw takes n standard normals, and with several normals one more, which picks among them.
 */
final class PathGuide implements DifferentiableGuide {

    private final int n;
    private final double[] parameters;
    private final Component[] components;
    private final double[] logWeights;
    /** The last noise below this picks the component, or one before it. */
    private final double[] thresholds;
    private final double[] logDensities;
    private final double[] slope;
    private final double[] spare;
    private final double[] drawn;
    private int picked;

    /**
     * @param weights of the normals, positive, summing to 1
     * @param thresholds normal quantiles of the running sums of the weights
     */
    PathGuide(int dimension, double[] parameters, Component[] components, double[] weights, double[] thresholds) {
        this.n = dimension;
        this.parameters = parameters;
        this.components = components;
        this.thresholds = thresholds;
        this.logWeights = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            logWeights[k] = StrictMath.log(weights[k]);
        }
        this.logDensities = new double[weights.length];
        this.slope = new double[n];
        this.spare = new double[parameters.length];
        this.drawn = new double[n];
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
        return components.length == 1 ? n : n + 1;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        picked = 0;
        while (picked < components.length - 1 && noise[n] >= thresholds[picked]) {
            picked++;
        }
        return draw(noise, x);
    }

    private double draw(double[] noise, double[] x) {
        components[picked].transform(noise, x);
        System.arraycopy(x, 0, drawn, 0, n);
        return logDensity(x);
    }

    /** A draw of one of the normals, for a stratified sample. */
    double transform(int component, RandomStream random, double[] noise, double[] x) {
        for (int i = 0; i < n; i++) {
            noise[i] = random.nextGaussian();
        }
        picked = component;
        return draw(noise, x);
    }

    @Override
    public double logDensity(double[] x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < components.length; k++) {
            logDensities[k] = logWeights[k] + components[k].logDensity(x);
            largest = Math.max(largest, logDensities[k]);
        }
        double sum = 0;
        for (double each : logDensities) {
            sum += StrictMath.exp(each - largest);
        }
        return largest + StrictMath.log(sum);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double logQ = logDensity(x);
        Arrays.fill(gradient, 0);
        for (int k = 0; k < components.length; k++) {
            components[k].slopes(x, StrictMath.exp(logDensities[k] - logQ), gradient, 0, spare);
        }
        return logQ;
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        double logQ = logDensity(x);
        for (int k = 0; k < components.length; k++) {
            components[k].slopes(x, 0, slope, weight * StrictMath.exp(logDensities[k] - logQ), gradient);
        }
        return logQ;
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        components[picked].pullBack(drawn, v, gradient);
    }

    /** Along the path of the normal that was picked, log p less log q, whose parameters move log q as well. */
    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        logDensityAndGradient(drawn, slope);
        for (int i = 0; i < n; i++) {
            slope[i] = weight * (targetGradient[i] - slope[i]);
        }
        components[picked].pullBack(drawn, slope, gradient);
        accumulateScore(drawn, -weight, gradient);
    }
}
