package org.penumbra.inference.particles;

/** How strongly particles see each other, as a function of their squared distance over the squared bandwidth, r. */
public enum SteinKernel {
    /** exp(-r): short-sighted. */
    RBF {
        @Override
        double value(double r) {
            return StrictMath.exp(-r);
        }

        @Override
        double slope(double r) {
            return -StrictMath.exp(-r);
        }
    },
    /** (1 + r)^(-1/2), the inverse multiquadric: sees far (Gorham and Mackey 2017). */
    IMQ {
        @Override
        double value(double r) {
            return 1 / Math.sqrt(1 + r);
        }

        @Override
        double slope(double r) {
            return -0.5 / ((1 + r) * Math.sqrt(1 + r));
        }
    };

    abstract double value(double r);

    /** The derivative with respect to r. */
    abstract double slope(double r);
}
