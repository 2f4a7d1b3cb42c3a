package org.penumbra.compiler.ode;

import org.penumbra.math.DenseLu;

/**
 * The singly diagonally implicit Runge-Kutta method SDIRK4 of order 4(3), L-stable and stiffly accurate: Hairer and
 * Wanner, "Solving Ordinary Differential Equations II", section IV.6, table 6.5.
 */
final class ImplicitRungeKutta implements StepMethod {

    static final double[] C = {1 / 4.0, 3 / 4.0, 11 / 20.0, 1 / 2.0, 1};
    static final double[][] A = {
        {1 / 4.0},
        {1 / 2.0, 1 / 4.0},
        {17 / 50.0, -1 / 25.0, 1 / 4.0},
        {371 / 1360.0, -137 / 2720.0, 15 / 544.0, 1 / 4.0},
        {25 / 24.0, -49 / 48.0, 125 / 16.0, -85 / 12.0, 1 / 4.0}};
    static final double[] EMBEDDED = {59 / 48.0, -17 / 96.0, 225 / 32.0, -85 / 12.0, 0};

    private static final int STAGES = 5;
    private static final double GAMMA = 1 / 4.0;
    private static final int MOST_ITERATIONS = 12;
    /** Newton's method goes on until its corrections are this small: the derivative of the step takes it as solved. */
    private static final double SOLVED = 1e-12;

    private final VectorField field;
    private final int n;
    private final double[][] k;
    private final double[][] points;
    private final double[] base;
    private final double[] residual;
    private final double[] jacobian;
    private final double[] unit;
    private final double[] row;
    private final double[] unused;
    private final double[][] baseBars;
    private final DenseLu matrix;

    ImplicitRungeKutta(VectorField field) {
        this.field = field;
        this.n = field.states();
        this.k = new double[STAGES][n];
        this.points = new double[STAGES][n];
        this.base = new double[n];
        this.residual = new double[n];
        this.jacobian = new double[n * n];
        this.unit = new double[n];
        this.row = new double[n];
        this.unused = new double[field.parameters()];
        this.baseBars = new double[STAGES][n];
        this.matrix = new DenseLu(n);
    }

    @Override
    public int errorOrder() {
        return 4;
    }

    @Override
    public void restart() {
        // Each step begins afresh.
    }

    @Override
    public void accept() {
        // Each step begins afresh.
    }

    @Override
    public boolean step(double t, double h, double[] u, double[] next, double[] error) {
        if (!solveStages(t, h, u)) {
            return false;
        }
        System.arraycopy(points[STAGES - 1], 0, next, 0, n);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int stage = 0; stage < STAGES; stage++) {
                sum += (A[STAGES - 1][stage] - EMBEDDED[stage]) * k[stage][i];
            }
            error[i] = h * sum;
        }
        return true;
    }

    private boolean solveStages(double t, double h, double[] u) {
        if (!factor(t, h, u)) {
            return false;
        }
        for (int stage = 0; stage < STAGES; stage++) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < stage; j++) {
                    sum += A[stage][j] * k[j][i];
                }
                base[i] = u[i] + h * sum;
            }
            if (!solve(stage, t + C[stage] * h, h)) {
                return false;
            }
        }
        return true;
    }

    /** I - h gamma J at (t, u). */
    private boolean factor(double t, double h, double[] u) {
        field.jacobian(t, u, jacobian, unit, row, unused);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.set(i, j, (i == j ? 1 : 0) - h * GAMMA * jacobian[i * n + j]);
            }
        }
        return matrix.factor();
    }

    /** K = f(t, base + h gamma K) by Newton's method with the matrix of the step. */
    private boolean solve(int stage, double t, double h) {
        double[] slope = k[stage];
        if (stage > 0) {
            System.arraycopy(k[stage - 1], 0, slope, 0, n);
        } else {
            field.slope(t, base, slope);
        }
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            point(stage, h);
            field.slope(t, points[stage], residual);
            double scale = 1;
            for (int i = 0; i < n; i++) {
                residual[i] -= slope[i];
                scale = Math.max(scale, Math.abs(slope[i]));
            }
            matrix.solve(residual, 0);
            double correction = 0;
            for (int i = 0; i < n; i++) {
                slope[i] += residual[i];
                correction = Math.max(correction, Math.abs(residual[i]));
            }
            if (correction <= SOLVED * scale) {
                point(stage, h);
                return true;
            }
        }
        return false;
    }

    private void point(int stage, double h) {
        for (int i = 0; i < n; i++) {
            points[stage][i] = base[i] + h * GAMMA * k[stage][i];
        }
    }

    /** dK = (I - h gamma J)^-1 (J dbase + df/dp dp) in each stage, transposed and from the last stage to the first. */
    @Override
    public void pull(double t, double h, double[] u, double[] bar, double[] parameterBar) {
        solveStages(t, h, u);
        for (int stage = STAGES - 1; stage >= 0; stage--) {
            for (int i = 0; i < n; i++) {
                double sum = A[STAGES - 1][stage] * bar[i];
                for (int later = stage + 1; later < STAGES; later++) {
                    sum += A[later][stage] * baseBars[later][i];
                }
                residual[i] = h * sum;
            }
            factor(t + C[stage] * h, h, points[stage]);
            matrix.solveTransposed(residual, 0);
            field.pull(t + C[stage] * h, points[stage], residual, baseBars[stage], parameterBar);
        }
        for (int stage = 0; stage < STAGES; stage++) {
            for (int i = 0; i < n; i++) {
                bar[i] += baseBars[stage][i];
            }
        }
    }
}
