package org.penumbra.network;

import org.penumbra.math.RandomStream;

/** Random orthonormal vectors: normal draws, made orthogonal one after the other by Gram and Schmidt, twice. */
final class OrthonormalVectors {

    private OrthonormalVectors() {
    }

    /**
     * Writes {@code number} vectors of {@code length} elements.
     *
     * @param asRows whether they are the rows of the matrix that is written, else its columns
     */
    static void fill(RandomStream random, double[] into, int at, int number, int length, boolean asRows, double gain) {
        double[][] vectors = new double[number][length];
        for (int k = 0; k < number; k++) {
            draw(random, vectors, k);
        }
        for (int k = 0; k < number; k++) {
            for (int i = 0; i < length; i++) {
                into[at + (asRows ? k * length + i : i * number + k)] = gain * vectors[k][i];
            }
        }
    }

    private static void draw(RandomStream random, double[][] vectors, int k) {
        double[] vector = vectors[k];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextGaussian();
        }
        for (int pass = 0; pass < 2; pass++) {
            for (int other = 0; other < k; other++) {
                add(vector, -dot(vector, vectors[other]), vectors[other]);
            }
            double norm = Math.sqrt(dot(vector, vector));
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= norm;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
