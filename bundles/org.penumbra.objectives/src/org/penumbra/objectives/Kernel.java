package org.penumbra.objectives;

/** Kernels that determine a distribution, of the squared distance s and the squared length scale h. */
public enum Kernel implements Radial {
    /** The inverse multiquadric (1 + s / h)^(-1/2), whose Stein discrepancy detects escaping mass (Gorham 2017). */
    IMQ {
        @Override
        public double value(double s, double h) {
            return 1 / Math.sqrt(1 + s / h);
        }

        @Override
        public double first(double s, double h) {
            double base = 1 + s / h;
            return -0.5 / (h * base * Math.sqrt(base));
        }

        @Override
        public double second(double s, double h) {
            double base = 1 + s / h;
            return 0.75 / (h * h * base * base * Math.sqrt(base));
        }

        @Override
        public double third(double s, double h) {
            double base = 1 + s / h;
            return -1.875 / (h * h * h * base * base * base * Math.sqrt(base));
        }
    },
    /** exp(-s / (2 h)). */
    GAUSSIAN {
        @Override
        public double value(double s, double h) {
            return StrictMath.exp(-0.5 * s / h);
        }

        @Override
        public double first(double s, double h) {
            return -0.5 / h * value(s, h);
        }

        @Override
        public double second(double s, double h) {
            return 0.25 / (h * h) * value(s, h);
        }

        @Override
        public double third(double s, double h) {
            return -0.125 / (h * h * h) * value(s, h);
        }
    }
}
