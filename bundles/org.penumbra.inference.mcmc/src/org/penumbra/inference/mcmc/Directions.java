package org.penumbra.inference.mcmc;

import java.util.Arrays;

/**
 * Directions in which draws, each coordinate divided by its scale, spread more than chance explains: the first
 * principal components, by orthogonal iteration on the draws themselves (Golub and Van Loan 2013, section 8.2.4), in
 * time proportional to draws times coordinates.
 *
 * @param vectors orthonormal, one per row
 * @param stretches standard deviation along each, above 1
 */
record Directions(double[][] vectors, double[] stretches) {

    static final int MOST = 10;
    private static final int ITERATIONS = 12;
    /** Variance beyond the edge of pure noise (Marchenko and Pastur 1967) that makes a direction stand out. */
    private static final double NOTABLE = 1.5;

    static Directions of(double[][] draws, double[] means, double[] scales) {
        double[][] z = standardized(draws, means, scales);
        int n = means.length;
        double[][] vectors = new double[Math.min(MOST, n / 2)][n];
        for (int k = 0; k < vectors.length; k++) {
            int row = k;
            Arrays.setAll(vectors[k], i -> StrictMath.sin((row + 1) * (i + 1) * 2.399963));
        }
        orthonormalize(vectors);
        double[] variances = new double[vectors.length];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            for (double[] vector : vectors) {
                multiply(z, vector);
            }
            variances = orthonormalize(vectors);
        }
        double ratio = Math.sqrt((double) n / draws.length);
        double edge = NOTABLE * (1 + ratio) * (1 + ratio);
        int kept = (int) Arrays.stream(variances).takeWhile(v -> v > edge).count();
        double noise = (double) n / draws.length;
        double[] stretches = new double[kept];
        for (int k = 0; k < kept; k++) {
            // What noise adds to a variance that stands out (Paul 2007, theorem 1).
            stretches[k] = Math.sqrt(Math.max(1, variances[k] - noise));
        }
        return new Directions(Arrays.copyOf(vectors, kept), stretches);
    }

    private static double[][] standardized(double[][] draws, double[] means, double[] scales) {
        double[][] z = new double[draws.length][means.length];
        for (int d = 0; d < z.length; d++) {
            for (int i = 0; i < means.length; i++) {
                z[d][i] = (draws[d][i] - means[i]) / scales[i];
            }
        }
        return z;
    }

    /** Replaces v by Z'Z v over the number of rows. */
    private static void multiply(double[][] z, double[] v) {
        double[] product = new double[v.length];
        for (double[] row : z) {
            double along = 0;
            for (int i = 0; i < v.length; i++) {
                along += row[i] * v[i];
            }
            along /= z.length;
            for (int i = 0; i < v.length; i++) {
                product[i] += along * row[i];
            }
        }
        System.arraycopy(product, 0, v, 0, v.length);
    }

    /** Gram-Schmidt; gives the lengths that were left. */
    private static double[] orthonormalize(double[][] vectors) {
        double[] lengths = new double[vectors.length];
        for (int k = 0; k < vectors.length; k++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < k; j++) {
                    subtract(vectors[k], vectors[j]);
                }
            }
            double square = Arrays.stream(vectors[k]).map(x -> x * x).sum();
            lengths[k] = Math.sqrt(square);
            double length = lengths[k] > 0 ? lengths[k] : 1;
            for (int i = 0; i < vectors[k].length; i++) {
                vectors[k][i] /= length;
            }
        }
        return lengths;
    }

    private static void subtract(double[] v, double[] unit) {
        double along = 0;
        for (int i = 0; i < v.length; i++) {
            along += v[i] * unit[i];
        }
        for (int i = 0; i < v.length; i++) {
            v[i] -= along * unit[i];
        }
    }
}
