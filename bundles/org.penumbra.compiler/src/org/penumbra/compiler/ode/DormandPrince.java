package org.penumbra.compiler.ode;

/** The explicit Runge-Kutta method of order 5(4) of Dormand and Prince (1980), as in Hairer, Norsett, Wanner (1993). */
final class DormandPrince implements StepMethod {

    private static final int STAGES = 7;
    private static final double[] C = {0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1};
    private static final double[][] A = {{},
        {1 / 5.0},
        {3 / 40.0, 9 / 40.0},
        {44 / 45.0, -56 / 15.0, 32 / 9.0},
        {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0},
        {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0},
        {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0}};
    /** Weights of the solution less those of the embedded one of order 4. */
    private static final double[] ERROR = {71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0,
        -1 / 40.0};

    private final VectorField field;
    private final int n;
    private final double[][] k;
    private final double[][] points;
    private final double[] weight;
    private final double[][] pointBars;
    private boolean firstIsKnown;

    DormandPrince(VectorField field) {
        this.field = field;
        this.n = field.states();
        this.k = new double[STAGES][n];
        this.points = new double[STAGES][n];
        this.weight = new double[n];
        this.pointBars = new double[STAGES][n];
    }

    @Override
    public int errorOrder() {
        return 5;
    }

    @Override
    public void restart() {
        firstIsKnown = false;
    }

    @Override
    public boolean step(double t, double h, double[] u, double[] next, double[] error) {
        if (!firstIsKnown) {
            field.slope(t, u, k[0]);
            firstIsKnown = true;
        }
        for (int stage = 1; stage < STAGES; stage++) {
            point(stage, h, u, points[stage]);
            field.slope(t + C[stage] * h, points[stage], k[stage]);
        }
        System.arraycopy(points[STAGES - 1], 0, next, 0, n);
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int stage = 0; stage < STAGES; stage++) {
                sum += ERROR[stage] * k[stage][i];
            }
            error[i] = h * sum;
        }
        return true;
    }

    private void point(int stage, double h, double[] u, double[] out) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < stage; j++) {
                sum += A[stage][j] * k[j][i];
            }
            out[i] = u[i] + h * sum;
        }
    }

    /** The last slope is the first of the next step. */
    @Override
    public void accept() {
        System.arraycopy(k[STAGES - 1], 0, k[0], 0, n);
    }

    /** The last stage only estimates the error: the state depends on the first six slopes. */
    @Override
    public void pull(double t, double h, double[] u, double[] bar, double[] parameterBar) {
        field.slope(t, u, k[0]);
        System.arraycopy(u, 0, points[0], 0, n);
        for (int stage = 1; stage < STAGES - 1; stage++) {
            point(stage, h, u, points[stage]);
            field.slope(t + C[stage] * h, points[stage], k[stage]);
        }
        for (int stage = STAGES - 2; stage >= 0; stage--) {
            for (int i = 0; i < n; i++) {
                double sum = A[STAGES - 1][stage] * bar[i];
                for (int later = stage + 1; later < STAGES - 1; later++) {
                    sum += A[later][stage] * pointBars[later][i];
                }
                weight[i] = h * sum;
            }
            field.pull(t + C[stage] * h, points[stage], weight, pointBars[stage], parameterBar);
        }
        for (int stage = 0; stage < STAGES - 1; stage++) {
            for (int i = 0; i < n; i++) {
                bar[i] += pointBars[stage][i];
            }
        }
    }
}
