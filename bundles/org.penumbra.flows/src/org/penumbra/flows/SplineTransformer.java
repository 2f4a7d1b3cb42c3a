package org.penumbra.flows;

import java.util.Arrays;
import org.penumbra.math.Kernels;

/**
 * An increasing rational-quadratic spline on [-B, B], the identity outside (Durkan, Bekasov, Murray and Papamakarios
 * 2019, "Neural spline flows", equations 4 to 8), followed by y exp(s) + t, so that spreads beyond B can follow other
 * coordinates as well.
 *
 * <p>Parameters: K widths and K heights (before softmax), K - 1 slopes at the inner knots (before softplus), then those
 * of {@link AffineTransformer}.
 */
final class SplineTransformer extends Transformer {

    /** Smallest share of a bin and smallest slope, as in the paper's code. */
    private static final double LEAST = 1e-3;
    /** What a parameter of a spline counts: a knot then moves about as far as a shift by the same step would. */
    private static final double REACH = 0.5;

    private final int bins;
    private final double bound;
    private final AffineTransformer affine = new AffineTransformer();
    private final double[] widths;
    private final double[] heights;
    private final double[] slopes;
    private final double[] adjoints;
    /** The bin of the latest location, its corner, and the position within. */
    private int bin;
    private double left;
    private double bottom;
    private double xi;
    private double ratio;
    private double numerator;
    private double denominator;
    private double curve;

    SplineTransformer(int bins, double bound) {
        this.bins = bins;
        this.bound = bound;
        this.widths = new double[bins];
        this.heights = new double[bins];
        this.slopes = new double[bins + 1];
        this.adjoints = new double[bins];
    }

    @Override
    int size() {
        return 3 * bins - 1 + affine.size();
    }

    private int affineAt(int at) {
        return at + 3 * bins - 1;
    }

    /** 2 B (LEAST + (1 - K LEAST) softmax). */
    private void shares(double[] h, int at, double[] sizes) {
        double largest = h[at];
        for (int k = 1; k < bins; k++) {
            largest = Math.max(largest, h[at + k]);
        }
        double sum = 0;
        for (int k = 0; k < bins; k++) {
            sizes[k] = Kernels.exp(REACH * (h[at + k] - largest));
            sum += sizes[k];
        }
        for (int k = 0; k < bins; k++) {
            sizes[k] = 2 * bound * (LEAST + (1 - bins * LEAST) * sizes[k] / sum);
        }
    }

    private void knots(double[] h, int at) {
        shares(h, at, widths);
        shares(h, at + bins, heights);
        slopes[0] = 1;
        slopes[bins] = 1;
        for (int k = 1; k < bins; k++) {
            slopes[k] = LEAST + (1 - LEAST) * Softplus.value(REACH * h[at + 2 * bins + k - 1]);
        }
    }

    /** The bin in which {@code value} lies, by widths or by heights. */
    private void find(double value, double[] sizes) {
        left = -bound;
        bottom = -bound;
        bin = 0;
        double edge = -bound + sizes[0];
        while (bin < bins - 1 && value >= edge) {
            left += widths[bin];
            bottom += heights[bin];
            bin++;
            edge += sizes[bin];
        }
        ratio = heights[bin] / widths[bin];
    }

    private boolean isOutside(double value) {
        return !(value > -bound && value < bound);
    }

    /** Numerator, denominator and slope term at {@link #xi}. */
    private void evaluate() {
        double a = slopes[bin];
        double b = slopes[bin + 1];
        double q = xi * (1 - xi);
        numerator = ratio * xi * xi + a * q;
        denominator = ratio + (a + b - 2 * ratio) * q;
        curve = b * xi * xi + 2 * ratio * q + a * (1 - xi) * (1 - xi);
    }

    private double spline(double z, double[] h, int at) {
        knots(h, at);
        find(z, widths);
        xi = (z - left) / widths[bin];
        evaluate();
        return bottom + heights[bin] * numerator / denominator;
    }

    @Override
    double forward(double z, double[] h, int at) {
        if (isOutside(z)) {
            double y = affine.forward(z, h, affineAt(at));
            logSlope = affine.logSlope;
            return y;
        }
        double y = affine.forward(spline(z, h, at), h, affineAt(at));
        logSlope = affine.logSlope + Kernels.log(ratio * ratio * curve / (denominator * denominator));
        return y;
    }

    @Override
    void backward(double z, double[] h, int at, double outAdjoint, double logSlopeAdjoint, double[] hAdjoint) {
        boolean outside = isOutside(z);
        double y = outside ? z : spline(z, h, at);
        affine.backward(y, h, affineAt(at), outAdjoint, logSlopeAdjoint, hAdjoint);
        inAdjoint = affine.inAdjoint;
        Arrays.fill(hAdjoint, at, affineAt(at), 0);
        if (!outside) {
            throughSpline(h, at, affine.inAdjoint, logSlopeAdjoint, hAdjoint);
        }
    }

    private void throughSpline(double[] h, int at, double ofY, double ofLog, double[] hAdjoint) {
        double a = slopes[bin];
        double b = slopes[bin + 1];
        double q = xi * (1 - xi);
        double turn = 1 - 2 * xi;
        double bend = a + b - 2 * ratio;
        double square = denominator * denominator;
        double ofG = ofY * heights[bin];
        double ofXi = ofG * ((2 * ratio * xi + a * turn) * denominator - numerator * bend * turn) / square
                + ofLog * ((2 * b * xi + 2 * ratio * turn - 2 * a * (1 - xi)) / curve - 2 * bend * turn / denominator);
        double ofRatio = ofG * (xi * xi * denominator - numerator * (1 - 2 * q)) / square
                + ofLog * (2 / ratio + 2 * q / curve - 2 * (1 - 2 * q) / denominator);
        double ofA = ofG * q * (denominator - numerator) / square
                + ofLog * ((1 - xi) * (1 - xi) / curve - 2 * q / denominator);
        double ofB = -ofG * numerator * q / square + ofLog * (xi * xi / curve - 2 * q / denominator);
        double width = widths[bin];
        inAdjoint = ofXi / width;
        slopeAdjoints(h, at, ofA, ofB, hAdjoint);
        spread(widths, -(ofRatio * ratio + ofXi * xi) / width, -ofXi / width, at, hAdjoint);
        spread(heights, ofY * numerator / denominator + ofRatio / width, ofY, at + bins, hAdjoint);
    }

    private void slopeAdjoints(double[] h, int at, double ofA, double ofB, double[] hAdjoint) {
        int first = at + 2 * bins - 1;
        if (bin > 0) {
            hAdjoint[first + bin] = ofA * REACH * (1 - LEAST) * Softplus.slope(REACH * h[first + bin]);
        }
        if (bin < bins - 1) {
            hAdjoint[first + bin + 1] = ofB * REACH * (1 - LEAST) * Softplus.slope(REACH * h[first + bin + 1]);
        }
    }

    /** Through the sums that make corners of sizes and the softmax that makes sizes of parameters. */
    private void spread(double[] sizes, double ofSize, double ofCorner, int at, double[] hAdjoint) {
        double mean = 0;
        for (int k = 0; k < bins; k++) {
            adjoints[k] = k < bin ? ofCorner : k == bin ? ofSize : 0;
            mean += adjoints[k] * (sizes[k] - 2 * bound * LEAST);
        }
        mean /= 2 * bound * (1 - bins * LEAST);
        for (int k = 0; k < bins; k++) {
            hAdjoint[at + k] = REACH * (sizes[k] - 2 * bound * LEAST) * (adjoints[k] - mean);
        }
    }

    /** A quadratic equation in {@link #xi}; the root in the form that does not cancel. */
    @Override
    double inverse(double y, double[] h, int at) {
        double inner = affine.inverse(y, h, affineAt(at));
        if (isOutside(inner)) {
            return inner;
        }
        knots(h, at);
        find(inner, heights);
        double rise = inner - bottom;
        double bend = slopes[bin] + slopes[bin + 1] - 2 * ratio;
        double a = heights[bin] * (ratio - slopes[bin]) + rise * bend;
        double b = heights[bin] * slopes[bin] - rise * bend;
        double c = -ratio * rise;
        double discriminant = Math.max(0, b * b - 4 * a * c);
        return left + widths[bin] * 2 * c / (-b - Math.sqrt(discriminant));
    }
}
