package org.penumbra.inference.conjugate;

import java.util.Arrays;
import org.penumbra.math.Kernels;

/**
 * The bound as a function of the means m and log standard deviations w of a block, in coordinates in which the present
 * ones are 0 and the scale is theirs: m = m0 + s0 a, w = w0 + b.
 */
final class NormalBlock {

    private final SmoothStatistics statistics;
    private final NormalNodes nodes;
    private final int dimension;
    private final double[] firstMean;
    private final double[] firstLogScale;
    private final double[] location;
    private final double[] logScale;
    private final double[] scale;
    private final double[] point;
    private final double[] derivatives;

    /** @param start of the block's statistics, means and log standard deviations */
    NormalBlock(SmoothStatistics statistics, NormalNodes nodes, double[] natural, double[] moments, int start) {
        this.statistics = statistics;
        this.nodes = nodes;
        this.dimension = statistics.dimension();
        int means = start + statistics.count();
        this.firstMean = Arrays.copyOfRange(moments, means, means + dimension);
        this.firstLogScale = Arrays.copyOfRange(moments, means + dimension, means + 2 * dimension);
        this.location = new double[dimension];
        this.logScale = new double[dimension];
        this.scale = new double[dimension];
        this.point = new double[dimension + statistics.count()];
        this.derivatives = new double[point.length];
        System.arraycopy(natural, start, point, dimension, statistics.count());
    }

    /** @param z a, then b */
    void place(double[] z) {
        for (int i = 0; i < dimension; i++) {
            location[i] = firstMean[i] + Kernels.exp(firstLogScale[i]) * z[i];
            logScale[i] = firstLogScale[i] + z[dimension + i];
            scale[i] = Kernels.exp(logScale[i]);
        }
    }

    double[] location() {
        return location;
    }

    double[] logScale() {
        return logScale;
    }

    /**
     * @param z a, then b
     * @param gradient overwritten
     * @return the bound but for what the block does not change
     */
    double evaluate(double[] z, double[] gradient) {
        place(z);
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int s = 0; s < nodes.weights().length; s++) {
            value += nodes.weights()[s] * at(nodes.points()[s], nodes.weights()[s], gradient);
        }
        for (int i = 0; i < dimension; i++) {
            value += logScale[i];
            gradient[i] *= Kernels.exp(firstLogScale[i]);
            gradient[dimension + i] += 1;
        }
        return value;
    }

    private double at(double[] noise, double weight, double[] gradient) {
        for (int i = 0; i < dimension; i++) {
            point[i] = location[i] + scale[i] * noise[i];
        }
        double value = statistics.evaluate(point, derivatives);
        for (int i = 0; i < dimension; i++) {
            gradient[i] += weight * derivatives[i];
            gradient[dimension + i] += weight * derivatives[i] * scale[i] * noise[i];
        }
        return value;
    }
}
