package org.penumbra.inference.draws;

import org.penumbra.core.Workers;
import org.penumbra.inference.Target;

/**
 * Evaluates a target at many points side by side. The points are dealt out to a fixed number of forks, so that the
 * results do not depend on the number of threads.
 */
public final class Evaluations {

    /** More than most machines have cores for; more forks would only cost memory. */
    private static final int LARGEST = 32;

    private final Workers workers;
    private final Target[] forks;

    public Evaluations(Target target, Workers workers) {
        this.workers = workers;
        this.forks = new Target[workers.threads() == 1 ? 1 : LARGEST];
        this.forks[0] = target;
        for (int i = 1; i < forks.length; i++) {
            forks[i] = target.fork();
        }
    }

    /**
     * @param points {@code [point][coordinate]}
     * @param count how many of them, from the first
     * @param values log densities, overwritten
     */
    public void values(double[][] points, int count, double[] values) {
        workers.run(Math.min(forks.length, count), piece -> {
            for (int i = piece; i < count; i += forks.length) {
                values[i] = forks[piece].logDensity(points[i]);
            }
        });
    }

    /**
     * The same with gradients.
     *
     * @param gradients {@code [point][coordinate]}, overwritten
     */
    public void gradients(double[][] points, int count, double[] values, double[][] gradients) {
        workers.run(Math.min(forks.length, count), piece -> {
            for (int i = piece; i < count; i += forks.length) {
                values[i] = forks[piece].logDensityAndGradient(points[i], gradients[i]);
            }
        });
    }
}
