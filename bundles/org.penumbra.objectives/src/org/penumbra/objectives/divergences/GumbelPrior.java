package org.penumbra.objectives.divergences;

import org.penumbra.inference.divergences.Divergence;

/** -log b - (m - mu) / b - E exp(-(x - mu) / b). */
public final class GumbelPrior implements Divergence {

    @Override
    public double expectedLogDensity(double location, double scale, double[] parameters, int first,
            double[] gradient) {
        double b = parameters[first + 1];
        double z = (location - parameters[first]) / b;
        double spread = scale / b;
        double tail = StrictMath.exp(-z + 0.5 * spread * spread);
        gradient[0] = (tail - 1) / b;
        gradient[1] = -tail * spread / b;
        gradient[2] = (1 - tail) / b;
        gradient[3] = (z - 1 - tail * (z - spread * spread)) / b;
        return -StrictMath.log(b) - z - tail;
    }
}
