package org.penumbra.objectives;

import org.penumbra.inference.Objective;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/** Normal guide and target on the line, and means over many estimates. */
final class Line {

    private Line() {
    }

    static KnownGaussian target(double logEvidence, double mean, double sd) {
        return KnownGaussian.independent(logEvidence, new double[] {mean}, new double[] {sd});
    }

    static MeanFieldNormal guide(double mean, double sd) {
        return new MeanFieldNormal(new double[] {mean}, new double[] {sd});
    }

    /** The value, then the slopes in location and log scale. */
    static OnlineMoments moments(Objective.Estimator estimator, long seed, int estimates) {
        RandomStream random = RandomStream.of(seed);
        OnlineMoments moments = new OnlineMoments(3);
        double[] gradient = new double[2];
        double[] all = new double[3];
        for (int i = 0; i < estimates; i++) {
            all[0] = estimator.valueAndGradient(random, gradient);
            all[1] = gradient[0];
            all[2] = gradient[1];
            moments.add(all);
        }
        return moments;
    }
}
