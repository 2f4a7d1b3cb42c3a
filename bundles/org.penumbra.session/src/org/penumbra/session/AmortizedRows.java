package org.penumbra.session;

import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Plate;
import org.penumbra.inference.RowRatios;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;

/**
 * Importance ratios of rows, from minibatches of one row each. Such a minibatch has a density of n times what its row
 * adds, for the model and for the guide.
 *
 * @param rows of the plate
 * @param minibatch draws the row
 * @param seen target and guide of that row
 */
record AmortizedRows(int rows, Minibatch minibatch, AmortizedGuide.Rows seen) implements RowRatios {

    /** @return empty where the guide is no amortised one, or where more than single rows has to be drawn */
    static Optional<RowRatios> of(Target target, FitResult result, Subsamples subsamples) {
        if (subsamples.sizes().size() != 1 || result.chains().isPresent()
                || !(result.guide() instanceof AmortizedGuide guide)) {
            return Optional.empty();
        }
        String name = subsamples.sizes().keySet().iterator().next();
        Optional<Plate> plate = target.plates().stream().filter(one -> one.name().equals(name)).findFirst();
        return plate.flatMap(one -> of(target, guide, one));
    }

    private static Optional<RowRatios> of(Target target, AmortizedGuide guide, Plate plate) {
        Minibatch minibatch = target.subsample(Map.of(plate.name(), 1), Sampling.INDEPENDENT);
        if (minibatch.rowCoordinates() != Parameters.latentDimension(target)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AmortizedRows(plate.size(), minibatch, guide.over(minibatch)));
        } catch (PenumbraException together) {
            return Optional.empty(); // the run has said already that its rows need each other
        }
    }

    @Override
    public long cost() {
        return (long) seen.guide().parameters().length;
    }

    @Override
    public double[] next(int draws, RandomStream random) {
        minibatch.draw(random);
        double[] noise = new double[seen.guide().noiseSize()];
        double[] x = new double[seen.guide().dimension()];
        double[] ratios = new double[draws];
        for (int k = 0; k < draws; k++) {
            double logQ = seen.guide().sample(random, noise, x);
            ratios[k] = (seen.target().logDensity(x) - logQ) / rows;
        }
        return ratios;
    }
}
