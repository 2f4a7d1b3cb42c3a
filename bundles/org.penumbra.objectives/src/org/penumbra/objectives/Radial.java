package org.penumbra.objectives;

/** A kernel k(x, y) = f(s) of the squared distance s = |x - y|^2, with derivatives of f with respect to s. */
interface Radial {

    /** @param h squared length scale, positive */
    double value(double s, double h);

    double first(double s, double h);

    double second(double s, double h);

    double third(double s, double h);

    /** -|x - y|, of which maximum mean discrepancy is the energy distance (Sejdinovic et al. 2013). Has no scale. */
    Radial DISTANCE = new Radial() {
        @Override
        public double value(double s, double h) {
            return -Math.sqrt(s);
        }

        /** At 0 the distance has no slope; what it is multiplied by is 0 there. */
        @Override
        public double first(double s, double h) {
            return s == 0 ? 0 : -0.5 / Math.sqrt(s);
        }

        @Override
        public double second(double s, double h) {
            return s == 0 ? 0 : 0.25 / (s * Math.sqrt(s));
        }

        @Override
        public double third(double s, double h) {
            return s == 0 ? 0 : -0.375 / (s * s * Math.sqrt(s));
        }
    };
}
