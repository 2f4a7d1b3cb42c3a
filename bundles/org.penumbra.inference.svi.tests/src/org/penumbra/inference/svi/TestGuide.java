package org.penumbra.inference.svi;

import org.penumbra.inference.Guide;

/**
 * Independent normals with scales exp(omega), as a plug-in of somebody else would write them; noise size 0 makes it a
 * point at the locations.
 */
final class TestGuide implements Guide {

    private final int n;
    private final boolean spread;
    private final double[] parameters;

    TestGuide(int n, boolean spread) {
        this.n = n;
        this.spread = spread;
        this.parameters = new double[spread ? 2 * n : n];
    }

    double scale(int i) {
        return Math.exp(parameters[n + i]);
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return spread ? n : 0;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        double logQ = 0;
        for (int i = 0; i < n; i++) {
            x[i] = parameters[i] + (spread ? scale(i) * noise[i] : 0);
            logQ -= spread ? parameters[n + i] + 0.5 * noise[i] * noise[i] + 0.5 * Math.log(2 * Math.PI) : 0;
        }
        return logQ;
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        for (int i = 0; i < n; i++) {
            gradient[i] += weight * targetGradient[i];
            if (spread) {
                gradient[n + i] += weight * (targetGradient[i] * scale(i) * noise[i] + 1);
            }
        }
    }

    @Override
    public double logDensity(double[] x) {
        throw new UnsupportedOperationException("SVI takes log q from the draw");
    }
}
