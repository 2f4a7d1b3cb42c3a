package org.penumbra.inference.particles;

import java.util.Arrays;
import org.penumbra.core.Workers;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Chains side by side: chain c of an estimate has the random stream number c, and its own fork of the target. */
final class Chains {

    private static final int PIECES = 32;

    private final Workers workers;
    private final AnnealedParameters parameters;
    private final AnnealedPath[] paths;
    private final double[][] gradients;
    private final double[] weights;

    /** @param count chains of one estimate */
    Chains(Target target, AnnealedParameters parameters, int count, Workers workers) {
        this.workers = workers;
        this.parameters = parameters;
        this.paths = new AnnealedPath[Math.max(count, workers.threads() == 1 ? 1 : PIECES)];
        for (int c = 0; c < paths.length; c++) {
            paths[c] = new AnnealedPath(c == 0 ? target : target.fork(), parameters);
        }
        this.gradients = new double[count][parameters.values().length];
        this.weights = new double[count];
    }

    /**
     * The mean log weight with its gradient.
     *
     * @return not finite when that of a chain is not
     */
    double estimate(RandomStream random, double[] gradient) {
        int count = weights.length;
        workers.run(count, c -> {
            paths[c].draw(random.stream(c));
            weights[c] = paths[c].run();
            paths[c].backward(gradients[c]);
        });
        double mean = 0;
        Arrays.fill(gradient, 0);
        for (int c = 0; c < count; c++) {
            mean += weights[c] / count;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += gradients[c][i] / count;
            }
        }
        return mean;
    }

    /**
     * Ends of many chains.
     *
     * @param base log p - log q0 of the beginnings, overwritten
     * @return with log q = log p - log weight, the density of the whole chain: so that log p - log q is the log weight
     */
    Draws draws(Target target, int count, RandomStream random, double[] base) {
        double[][] points = new double[count][];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        int pieces = Math.min(paths.length, count);
        workers.run(pieces, piece -> {
            AnnealedPath path = paths[piece];
            Target own = piece == 0 ? target : target.fork();
            for (int i = piece; i < count; i += pieces) {
                path.draw(random.stream(i));
                double weight = path.run();
                points[i] = path.end().clone();
                logP[i] = path.endLogP();
                logQ[i] = logP[i] - weight;
                base[i] = own.logDensity(path.start()) - path.startLogQ();
            }
        });
        return new Draws(points, logP, logQ);
    }

    AnnealedParameters parameters() {
        return parameters;
    }
}
