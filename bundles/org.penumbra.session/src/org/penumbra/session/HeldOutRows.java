package org.penumbra.session;

import org.penumbra.inference.Guide;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Target;
import org.penumbra.inference.Validation;
import org.penumbra.math.RandomStream;

/** The bound on rows that were set aside, minibatch after minibatch, with one draw for each. */
final class HeldOutRows implements Validation {

    private final Minibatch rows;
    private final int batches;
    private final Target target;
    private final Guide guide;
    private final double[] noise;
    private final double[] x;

    /**
     * @param batches minibatches of rows that were set aside
     * @param target sees the rows of the minibatch
     * @param guide over the coordinates of that target
     */
    HeldOutRows(Minibatch rows, int batches, Target target, Guide guide) {
        this.rows = rows;
        this.batches = batches;
        this.target = target;
        this.guide = guide;
        this.noise = new double[guide.noiseSize()];
        this.x = new double[guide.dimension()];
    }

    @Override
    public int rows() {
        return batches * rows.rowsPerDraw();
    }

    @Override
    public double bound(RandomStream random) {
        double sum = 0;
        for (int batch = 0; batch < batches; batch++) {
            rows.select(batch);
            double logQ = guide.sample(random, noise, x);
            sum += target.logDensity(x) - logQ;
        }
        return sum / batches;
    }
}
