package org.penumbra.testing;

import java.util.Arrays;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Optimizer.Updater;

/**
 * What every optimiser keeps, tried on the quadratic -1/2 sum a_i (x_i - m_i)^2 with curvatures from 0.1 to 20: a state
 * that was saved goes on with the same bits; a state of the wrong length is refused; a gradient that is not finite
 * changes nothing; a step allocates nothing, and leaves the gradient as it is.
 *
 * @param <O> the options
 */
public final class OptimizerContract<O extends Record> {

    private static final double[] CURVATURE = {0.1, 1, 20, 3};
    private static final double[] TOP = {1, -2, 0.5, 3};
    private static final double[] START = {0.2, 0.1, -0.3, 1.5};
    private static final int STEPS = 40;

    private final Optimizer<O> optimizer;
    private final O options;

    private OptimizerContract(Optimizer<O> optimizer, O options) {
        this.optimizer = optimizer;
        this.options = options;
    }

    /** Checks what is always kept. */
    public static <O extends Record> OptimizerContract<O> check(Optimizer<O> optimizer, O options) {
        OptimizerContract<O> contract = new OptimizerContract<>(optimizer, options);
        contract.goesOnFromAState();
        contract.refusesForeignStates();
        contract.ignoresWhatIsNotFinite();
        contract.leavesTheGradient();
        contract.allocatesNothing();
        return contract;
    }

    /** After so many steps every coordinate is within the tolerance of the top. */
    public OptimizerContract<O> climbs(long steps, double tolerance) {
        Updater updater = optimizer.start(START.length, steps, options);
        double[] x = START.clone();
        run(updater, x, steps);
        for (int i = 0; i < x.length; i++) {
            Claims.near(TOP[i], x[i], tolerance, "coordinate " + i + " after " + steps + " steps");
        }
        return this;
    }

    private void goesOnFromAState() {
        for (int done : new int[] {0, 1, 17}) {
            Updater whole = start();
            double[] x = START.clone();
            run(whole, x, done);
            Updater resumed = start();
            resumed.restore(whole.state().clone());
            double[] y = x.clone();
            run(whole, x, STEPS - done);
            run(resumed, y, STEPS - done);
            Claims.sameBits(x, y, "parameters of a run that went on from step " + done);
            Claims.sameBits(whole.state(), resumed.state(), "states of a run that went on from step " + done);
        }
    }

    private void refusesForeignStates() {
        Updater updater = start();
        run(updater, START.clone(), 3);
        int length = updater.state().length;
        Claims.refusesState(() -> updater.restore(new double[length + 1]), "the optimiser");
        Claims.refusesState(() -> updater.restore(new double[length - 1]), "the optimiser");
        Updater larger = optimizer.start(START.length + 1, STEPS, options);
        Claims.refusesState(() -> larger.restore(updater.state()), "an optimiser of more parameters");
    }

    private void ignoresWhatIsNotFinite() {
        Updater updater = start();
        double[] x = START.clone();
        run(updater, x, 5);
        double[] before = x.clone();
        double[] state = updater.state().clone();
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            updater.step(x, new double[] {1, wrong, 0, 2}, -1);
            updater.step(x, new double[] {wrong, 1, 0, 2});
        }
        Claims.sameBits(before, x, "parameters after gradients that are not finite");
        Claims.sameBits(state, updater.state(), "the state after gradients that are not finite");
    }

    private void leavesTheGradient() {
        Updater updater = start();
        double[] x = START.clone();
        double[] gradient = {1e6, -2, 0, 1e-6};
        updater.step(x, gradient, -3);
        Claims.sameBits(new double[] {1e6, -2, 0, 1e-6}, gradient, "the gradient after a step");
        Claims.hold(Arrays.stream(x).allMatch(Double::isFinite), "parameters are not finite after one step: "
                + Arrays.toString(x));
    }

    private void allocatesNothing() {
        // So many that schedules are on their way all the time.
        Updater updater = optimizer.start(START.length, 1_000_000, options);
        double[] x = START.clone();
        double[] gradient = new double[x.length];
        Allocation.free(() -> updater.step(x, gradient, slope(x, gradient)), "a step");
    }

    private Updater start() {
        return optimizer.start(START.length, STEPS, options);
    }

    private static void run(Updater updater, double[] x, long steps) {
        double[] gradient = new double[x.length];
        for (long i = 0; i < steps; i++) {
            double value = slope(x, gradient);
            updater.step(x, gradient, value);
        }
    }

    /** @return the quadratic */
    private static double slope(double[] x, double[] gradient) {
        double value = 0;
        for (int i = 0; i < x.length; i++) {
            double away = x[i] - TOP[i];
            gradient[i] = -CURVATURE[i] * away;
            value -= 0.5 * CURVATURE[i] * away * away;
        }
        return value;
    }
}
