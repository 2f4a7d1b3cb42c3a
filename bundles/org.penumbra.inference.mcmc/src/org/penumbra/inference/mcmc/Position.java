package org.penumbra.inference.mcmc;

/** Where a chain is: the point with the log density and its gradient there. */
final class Position {

    double[] x;
    double[] gradient;
    double logDensity;

    Position(int dimension) {
        this.x = new double[dimension];
        this.gradient = new double[dimension];
    }

    void set(Position other) {
        System.arraycopy(other.x, 0, x, 0, x.length);
        System.arraycopy(other.gradient, 0, gradient, 0, x.length);
        logDensity = other.logDensity;
    }

    Position copy() {
        Position copy = new Position(x.length);
        copy.set(this);
        return copy;
    }
}
