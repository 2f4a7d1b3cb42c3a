package org.penumbra.benchmarks;

import java.util.Arrays;
import java.util.Map;

/** Workloads whose rows are independent given the parameters. */
final class Regressions {

    private Regressions() {
    }

    static Workload logistic(int rows, int columns) {
        Synthetic data = new Synthetic();
        double[] beta = coefficients(data, columns);
        double[] matrix = data.normals(rows * columns);
        double[] eta = product(matrix, beta, rows);
        data.scalar("n", rows).scalar("d", columns).matrix("X", rows, matrix).vector("y",
                Arrays.stream(eta).map(one -> data.uniform() * (1 + Math.exp(-one)) < 1 ? 1 : 0).toArray());
        return Workload.of("logistic", data, Map.of("beta", beta));
    }

    static Workload linear(int rows, int columns) {
        Synthetic data = new Synthetic();
        double[] beta = coefficients(data, columns);
        double[] matrix = data.normals(rows * columns);
        double[] mean = product(matrix, beta, rows);
        data.scalar("n", rows).scalar("d", columns).matrix("X", rows, matrix).vector("y",
                Arrays.stream(mean).map(one -> one + data.normal()).toArray());
        return Workload.of("linear", data, Map.of("beta", beta, "sigma", new double[] {1}));
    }

    /** @param groups of intercepts */
    static Workload robust(int rows, int groups) {
        Synthetic data = new Synthetic();
        double[] level = data.normals(groups);
        double[] group = Synthetic.repeat(rows, () -> data.oneOf(groups));
        double[] x = data.normals(rows);
        double[] y = new double[rows];
        Arrays.setAll(y, i -> level[(int) group[i] - 1] + 0.5 * x[i] + data.normal());
        data.scalar("n", rows).scalar("groups", groups).vector("group", group).vector("x", x).vector("y", y);
        return Workload.of("robust", data, Map.of("alpha", level, "slope", new double[] {0.5}, "mu",
                new double[] {0}, "tau", new double[] {1}, "sigma", new double[] {1}));
    }

    static Workload mixture() {
        Synthetic data = new Synthetic();
        double[] weights = {0.3, 0.5, 0.2};
        double[] mu = {-3, 0, 4};
        double[] sigma = {0.8, 1, 1.5};
        data.vector("y", Synthetic.repeat(1000, () -> {
            double u = data.uniform();
            int k = u < weights[0] ? 0 : u < weights[0] + weights[1] ? 1 : 2;
            return mu[k] + sigma[k] * data.normal();
        }));
        return Workload.of("mixture", data, Map.of("w", weights, "mu", mu, "sigma", sigma));
    }

    /** Such that the linear predictor has variance 1, whatever the number of columns. */
    private static double[] coefficients(Synthetic data, int columns) {
        return Arrays.stream(data.normals(columns)).map(one -> one / Math.sqrt(columns)).toArray();
    }

    private static double[] product(double[] matrix, double[] vector, int rows) {
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < vector.length; column++) {
                result[row] += matrix[row * vector.length + column] * vector[column];
            }
        }
        return result;
    }
}
