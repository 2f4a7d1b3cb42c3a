package org.penumbra.inference.mcmc;

import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** A point that moves along a Hamiltonian trajectory, in coordinates in which momenta have unit variance. */
final class Leapfrog {

    private final Target target;
    final Position at;
    double[] momentum;
    /** Gradient with respect to the coordinates of the momenta. */
    private final double[] force;

    Leapfrog(Target target) {
        this.target = target;
        this.at = new Position(target.dimension());
        this.momentum = new double[target.dimension()];
        this.force = new double[target.dimension()];
    }

    /** At a position, with a fresh momentum. */
    void start(Position from, Metric metric, RandomStream random) {
        at.set(from);
        metric.pull(at.gradient, force);
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] = random.nextGaussian();
        }
    }

    void set(Leapfrog other) {
        at.set(other.at);
        System.arraycopy(other.momentum, 0, momentum, 0, momentum.length);
        System.arraycopy(other.force, 0, force, 0, force.length);
    }

    /** One step of velocity Verlet. */
    void step(double size, Metric metric) {
        double half = 0.5 * size;
        double[] p = momentum;
        double[] f = force;
        for (int i = 0; i < p.length; i++) {
            p[i] += half * f[i];
        }
        metric.move(p, size, at.x);
        at.logDensity = target.logDensityAndGradient(at.x, at.gradient);
        metric.pull(at.gradient, f);
        for (int i = 0; i < p.length; i++) {
            p[i] += half * f[i];
        }
    }

    /** The Hamiltonian; infinite where the density is not defined. */
    double energy() {
        double kinetic = 0;
        for (double p : momentum) {
            kinetic += p * p;
        }
        double energy = 0.5 * kinetic - at.logDensity;
        return Double.isFinite(energy) ? energy : Double.POSITIVE_INFINITY;
    }
}
