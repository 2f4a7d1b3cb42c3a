package org.penumbra.inference.gaussian;

import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.RandomStream;

/** Draws from the present normal, in antithetic pairs if wanted, with the scores of the target there. */
final class Batch {

    private final boolean paired;
    private final double[][] x;
    private final double[][] g;
    private final double[] logP;
    /** Standard normal coordinates of the draws, {@code [draw][coordinate]}. */
    final double[][] z;
    /** Gradients of log p with respect to {@link #z}. */
    final double[][] h;
    /** How many draws, from the first, have a finite gradient. */
    int count;
    /** Mean of log p - log q over them. */
    double elbo;

    Batch(int size, int dimension, boolean paired) {
        this.paired = paired;
        this.x = new double[size][dimension];
        this.g = new double[size][dimension];
        this.z = new double[size][dimension];
        this.h = new double[size][dimension];
        this.logP = new double[size];
    }

    int size() {
        return z.length;
    }

    void draw(Normal normal, RandomStream random, Evaluations evaluations) {
        for (int b = 0; b < z.length; b++) {
            for (int i = 0; i < normal.n; i++) {
                z[b][i] = paired && b % 2 == 1 ? -z[b - 1][i] : random.nextGaussian();
            }
        }
        for (int b = 0; b < z.length; b++) {
            normal.place(z[b], x[b]);
        }
        evaluations.gradients(x, z.length, logP, g);
        keepDefined(normal);
    }

    /** A pair stays or goes as one, so that odd moments keep vanishing. */
    private void keepDefined(Normal normal) {
        int step = paired ? 2 : 1;
        count = 0;
        elbo = 0;
        for (int b = 0; b + step <= z.length; b += step) {
            if (isDefined(b) && isDefined(b + step - 1)) {
                for (int k = b; k < b + step; k++) {
                    elbo += logP[k] - normal.logDensity(z[k]);
                    normal.pull(g[k], h[count]);
                    System.arraycopy(z[k], 0, z[count], 0, normal.n);
                    count++;
                }
            }
        }
        elbo /= count;
    }

    private boolean isDefined(int b) {
        boolean finite = Double.isFinite(logP[b]);
        for (double slope : g[b]) {
            finite &= Double.isFinite(slope);
        }
        return finite;
    }
}
