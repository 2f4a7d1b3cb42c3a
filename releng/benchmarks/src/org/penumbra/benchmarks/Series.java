package org.penumbra.benchmarks;

import java.util.Map;

/** Workloads that are series of observed values. */
final class Series {

    private static final int LENGTH = 1000;

    private Series() {
    }

    static Workload ar() {
        Synthetic data = new Synthetic();
        double[] beta = {0.5, -0.3, 0.2};
        double[] y = data.normals(LENGTH);
        for (int t = beta.length; t < LENGTH; t++) {
            for (int lag = 1; lag <= beta.length; lag++) {
                y[t] += beta[lag - 1] * y[t - lag];
            }
        }
        return Workload.of("ar", data.vector("y", y),
                Map.of("alpha", new double[] {0}, "beta", beta, "sigma", new double[] {1}));
    }

    static Workload garch() {
        Synthetic data = new Synthetic();
        double[] y = new double[LENGTH];
        double scale = 0.5;
        for (int t = 0; t < LENGTH; t++) {
            double before = t == 0 ? 0 : y[t - 1] - 0.1;
            scale = t == 0 ? scale : Math.sqrt(0.2 + 0.3 * before * before + 0.5 * scale * scale);
            y[t] = 0.1 + scale * data.normal();
        }
        return Workload.of("garch", data.vector("y", y).scalar("sigma1", 0.5), Map.of("mu", new double[] {0.1},
                "alpha0", new double[] {0.2}, "alpha1", new double[] {0.3}, "beta1", new double[] {0.5}));
    }
}
