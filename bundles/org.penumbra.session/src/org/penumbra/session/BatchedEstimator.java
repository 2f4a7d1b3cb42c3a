package org.penumbra.session;

import java.util.Arrays;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Objective;
import org.penumbra.math.RandomStream;

/**
 * An objective over minibatches: new rows for every estimate. Neither the objective nor the algorithm knows of them.
 *
 * @param rows the target that the estimator was bound to
 */
record BatchedEstimator(Minibatch rows, Objective.Estimator estimator) implements Objective.Estimator {

    @Override
    public double valueAndGradient(RandomStream random, double[] gradient) {
        rows.draw(random);
        return estimator.valueAndGradient(random, gradient);
    }

    @Override
    public double[] state() {
        double[] passes = rows.state();
        double[] own = estimator.state();
        double[] state = Arrays.copyOf(passes, passes.length + own.length);
        System.arraycopy(own, 0, state, passes.length, own.length);
        return state;
    }

    @Override
    public void restore(double[] state) {
        int passes = rows.state().length;
        rows.restore(Arrays.copyOf(state, passes));
        estimator.restore(Arrays.copyOfRange(state, passes, state.length));
    }
}
