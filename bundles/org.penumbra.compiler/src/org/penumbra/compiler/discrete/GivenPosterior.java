package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.inference.DiscreteCoordinates;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Discrete sites that are coordinates, for what comes after a run. A draw has values of them; what is reported of an
 * element is its distribution given all others in that draw, whose mean over the draws is its posterior and varies less
 * than the mean of the values (Gelfand and Smith 1990).
 */
public final class GivenPosterior implements DiscreteSites {

    private final DiscreteCoordinates coordinates;
    private final int continuous;
    private final List<Site> sites;
    private final double[] weights;

    /** @param continuous number of coordinates before those of the discrete sites */
    public GivenPosterior(List<DiscreteSite> sites, DiscreteCoordinates coordinates, int continuous) {
        this.coordinates = coordinates;
        this.continuous = continuous;
        List<Site> all = new ArrayList<>();
        int values = 0;
        int probabilities = 0;
        int most = 0;
        for (DiscreteSite site : sites) {
            Site next = new Site(site.name(), site.array().shape(), site.low(), site.high(), values, probabilities);
            all.add(next);
            values += next.size();
            probabilities += next.size() * next.cardinality();
            most = Math.max(most, next.cardinality());
        }
        this.sites = List.copyOf(all);
        this.weights = new double[most];
    }

    @Override
    public List<Site> sites() {
        return sites;
    }

    @Override
    public void probabilities(double[] x, double[] probabilities) {
        coordinates.at(x);
        int next = 0;
        for (int element = 0; element < coordinates.count(); element++) {
            int count = coordinates.high(element) - coordinates.low(element) + 1;
            coordinates.logWeights(element, weights);
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < count; k++) {
                largest = Math.max(largest, weights[k]);
            }
            double sum = 0;
            for (int k = 0; k < count; k++) {
                probabilities[next + k] = Kernels.exp(weights[k] - largest);
                sum += probabilities[next + k];
            }
            for (int k = 0; k < count; k++) {
                probabilities[next + k] /= sum;
            }
            next += count;
        }
    }

    /** The values of the point: they are a joint draw. */
    @Override
    public void sample(double[] x, RandomStream random, double[] values) {
        System.arraycopy(x, continuous, values, 0, values.length);
    }

    /** From the values of the point uphill, element by element, until none is better: a mode, if not the highest. */
    @Override
    public void mode(double[] x, double[] values) {
        coordinates.at(x);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int element = 0; element < coordinates.count(); element++) {
                moved |= climb(element);
            }
        }
        for (int element = 0; element < values.length; element++) {
            values[element] = coordinates.value(element);
        }
    }

    private boolean climb(int element) {
        coordinates.logWeights(element, weights);
        int low = coordinates.low(element);
        int best = coordinates.value(element) - low;
        for (int k = 0; k <= coordinates.high(element) - low; k++) {
            best = weights[k] > weights[best] ? k : best;
        }
        boolean moves = best != coordinates.value(element) - low;
        coordinates.set(element, low + best);
        return moves;
    }
}
