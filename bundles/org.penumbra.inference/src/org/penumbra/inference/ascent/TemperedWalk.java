package org.penumbra.inference.ascent;

import org.penumbra.inference.Target;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.RandomStream;

/**
 * A walk under a density whose exponent rises from nearly 0 to 1, by Hamiltonian Monte Carlo (Neal 2011, section 3.2):
 * it begins where hardly anything keeps it, and ends in one of the modes, more likely in one with much mass than where
 * a climb from the same start would end.
 */
public final class TemperedWalk {

    private static final int TRANSITIONS = 4;
    private static final int LEAPS = 7;
    private static final double WANTED = 0.7;
    private static final double FIRST_STEP = 0.5;
    private static final double ADAPTATION = 0.4;
    private static final double FIRST_EXPONENT = 0.02;
    private static final int HISTORY = 10;
    private static final int MOST_CLIMBS = 300;

    private final Target target;
    private final double[] scales;
    private final double[] x;
    private final double[] gradient;
    private final double[] proposed;
    private final double[] slope;
    private final double[] momentum;
    private double logStep = StrictMath.log(FIRST_STEP);

    /**
     * @param target for this walk alone
     * @param x where it begins, with a finite density; kept
     * @param scales n standard deviations, roughly, that its steps are measured in
     */
    public TemperedWalk(Target target, double[] x, double[] scales) {
        this.target = target;
        this.x = x;
        this.scales = scales;
        this.gradient = new double[x.length];
        this.proposed = new double[x.length];
        this.slope = new double[x.length];
        this.momentum = new double[x.length];
    }

    /** Where it is. */
    public double[] x() {
        return x;
    }

    /**
     * The exponent of one of several stages, which grows by the same factor from stage to stage.
     *
     * @param stage from 0
     */
    public static double exponent(int stage, int stages) {
        return StrictMath.pow(FIRST_EXPONENT, 1 - (stage + 1.0) / stages);
    }

    /**
     * Some trajectories.
     *
     * @param exponent of the density, at most 1
     */
    public void walk(double exponent, RandomStream random) {
        double value = target.logDensityAndGradient(x, gradient);
        for (int i = 0; i < TRANSITIONS; i++) {
            value = move(value, exponent, random);
        }
    }

    /** A tempered density is wider by the square root of its exponent. */
    private double move(double value, double exponent, RandomStream random) {
        double energy = -exponent * value;
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] = random.nextGaussian();
            energy += 0.5 * momentum[i] * momentum[i];
        }
        double step = StrictMath.exp(logStep) / Math.sqrt(exponent) * (0.8 + 0.4 * random.nextDouble());
        double uniform = random.nextDouble();
        double end = leapfrog(step, exponent);
        double change = -exponent * end - energy;
        for (double p : momentum) {
            change += 0.5 * p * p;
        }
        double probability = change <= 0 ? 1 : Double.isFinite(change) ? StrictMath.exp(-change) : 0;
        logStep += ADAPTATION * (probability - WANTED);
        if (uniform >= probability) {
            return value;
        }
        System.arraycopy(proposed, 0, x, 0, x.length);
        System.arraycopy(slope, 0, gradient, 0, x.length);
        return end;
    }

    /** NaN where the density is not a finite number on the way. */
    private double leapfrog(double step, double exponent) {
        System.arraycopy(x, 0, proposed, 0, x.length);
        System.arraycopy(gradient, 0, slope, 0, x.length);
        double value = Double.NaN;
        kick(0.5 * step * exponent);
        for (int leap = 1; leap <= LEAPS; leap++) {
            for (int i = 0; i < x.length; i++) {
                proposed[i] += step * scales[i] * momentum[i];
            }
            value = target.logDensityAndGradient(proposed, slope);
            if (!Double.isFinite(value)) {
                return Double.NaN;
            }
            kick((leap == LEAPS ? 0.5 : 1) * step * exponent);
        }
        return value;
    }

    private void kick(double step) {
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] += step * scales[i] * slope[i];
        }
    }

    /** The top of where it is. */
    public double[] top() {
        Lbfgs climb = new Lbfgs(target::logDensityAndGradient, x, HISTORY);
        for (int i = 0; i < MOST_CLIMBS && climb.step() == Lbfgs.Outcome.MOVED; i++) {
            continue;
        }
        return climb.x().clone();
    }

    public void save(StateWriter state) {
        state.add(x).add(logStep);
    }

    public void restore(StateReader state) {
        state.next(x);
        logStep = state.next();
    }
}
