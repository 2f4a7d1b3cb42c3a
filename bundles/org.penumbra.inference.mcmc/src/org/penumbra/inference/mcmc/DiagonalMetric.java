package org.penumbra.inference.mcmc;

import java.util.Arrays;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/** One scale for each coordinate. */
final class DiagonalMetric extends Metric {

    private final double[] scales;

    private DiagonalMetric(double[] scales) {
        this.scales = scales;
    }

    static DiagonalMetric unit(int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        return new DiagonalMetric(ones);
    }

    /** @param variances positive */
    static DiagonalMetric of(double[] variances) {
        return new DiagonalMetric(Arrays.stream(variances).map(Math::sqrt).toArray());
    }

    static DiagonalMetric restored(StateReader state, int dimension) {
        double[] scales = new double[dimension];
        state.next(scales);
        return new DiagonalMetric(scales);
    }

    @Override
    void move(double[] p, double step, double[] x) {
        for (int i = 0; i < scales.length; i++) {
            x[i] += step * scales[i] * p[i];
        }
    }

    @Override
    void pull(double[] gradient, double[] pulled) {
        for (int i = 0; i < scales.length; i++) {
            pulled[i] = scales[i] * gradient[i];
        }
    }

    @Override
    double[] variances() {
        return Arrays.stream(scales).map(s -> s * s).toArray();
    }

    @Override
    MetricKind kind() {
        return MetricKind.DIAGONAL;
    }

    @Override
    void save(StateWriter state) {
        state.add(kind().ordinal()).add(scales);
    }
}
