package org.penumbra.inference.mcmc;

import java.util.Arrays;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/**
 * T = D (1 + U (S - 1) U') with scales D, a few orthonormal directions U and their standard deviations S after division
 * by D: 4 n k products for k directions.
 */
final class LowRankMetric extends Metric {

    private final double[] scales;
    private final double[][] directions;
    private final double[] stretches;
    /** S - 1. */
    private final double[] excess;
    private final double[] scratch;

    /**
     * @param scales n standard deviations
     * @param directions orthonormal, one per row
     * @param stretches standard deviation along each direction, relative to the scales
     */
    LowRankMetric(double[] scales, double[][] directions, double[] stretches) {
        this.scales = scales;
        this.directions = directions;
        this.stretches = stretches;
        this.excess = Arrays.stream(stretches).map(s -> s - 1).toArray();
        this.scratch = new double[scales.length];
    }

    static LowRankMetric restored(StateReader state, int dimension) {
        double[] scales = new double[dimension];
        state.next(scales);
        int rank = state.nextInt();
        double[][] directions = new double[rank][dimension];
        state.next(directions);
        double[] stretches = new double[rank];
        state.next(stretches);
        return new LowRankMetric(scales, directions, stretches);
    }

    private void stretch(double[] v) {
        for (int k = 0; k < directions.length; k++) {
            double[] u = directions[k];
            double along = 0;
            for (int i = 0; i < v.length; i++) {
                along += u[i] * v[i];
            }
            along *= excess[k];
            for (int i = 0; i < v.length; i++) {
                v[i] += along * u[i];
            }
        }
    }

    @Override
    void move(double[] p, double step, double[] x) {
        System.arraycopy(p, 0, scratch, 0, p.length);
        stretch(scratch);
        for (int i = 0; i < scales.length; i++) {
            x[i] += step * scales[i] * scratch[i];
        }
    }

    @Override
    void pull(double[] gradient, double[] pulled) {
        for (int i = 0; i < scales.length; i++) {
            pulled[i] = scales[i] * gradient[i];
        }
        stretch(pulled);
    }

    @Override
    double[] variances() {
        double[] variances = new double[scales.length];
        for (int i = 0; i < scales.length; i++) {
            double sum = 1;
            for (int k = 0; k < directions.length; k++) {
                double stretch = stretches[k];
                sum += directions[k][i] * directions[k][i] * (stretch * stretch - 1);
            }
            variances[i] = scales[i] * scales[i] * sum;
        }
        return variances;
    }

    @Override
    MetricKind kind() {
        return MetricKind.LOW_RANK;
    }

    @Override
    void save(StateWriter state) {
        state.add(kind().ordinal()).add(scales).add(directions.length).add(directions)
                .add(stretches);
    }
}
