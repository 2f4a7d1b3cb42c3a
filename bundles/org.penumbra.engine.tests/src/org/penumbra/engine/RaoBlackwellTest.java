package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Options;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/**
 * Leaving out of a cost what is not downstream keeps the mean of a score-function gradient and takes out variance. The
 * truth is in closed form: log p is -(m^2 + sum (t_i - m)^2 + (y_i - t_i)^2) / 2 and the guide a mean field.
 */
class RaoBlackwellTest {

    private static final Registry REGISTRY = Registry.open();
    private static final double[] Y = {0.3, -0.5, 1.2, 2.1, -1.4, 0.8, 0.2, 1.9, -0.3, 0.6};
    private static final int ESTIMATES = 40_000;

    private static Target target() {
        return new ModelText("data n : int  data y : real[n]  m ~ Normal(0, 1)  plate i in 1..n { t[i] ~ Normal(m, 1)  "
                + "y[i] ~ Normal(t[i], 1) }", "").with("y", Y).compile().target();
    }

    private static Guide guide() {
        double[] locations = new double[1 + Y.length];
        double[] scales = new double[locations.length];
        for (int i = 0; i < scales.length; i++) {
            locations[i] = 0.3 - 0.1 * i;
            scales[i] = 0.4 + 0.05 * i;
        }
        return new MeanFieldNormal(locations, scales);
    }

    private static double[] truth(Guide guide) {
        int n = 1 + Y.length;
        double[] parameters = guide.parameters();
        double[] gradient = new double[2 * n];
        gradient[0] = -parameters[0];
        for (int i = 1; i < n; i++) {
            gradient[0] += parameters[i] - parameters[0];
            gradient[i] = parameters[0] - parameters[i] + Y[i - 1] - parameters[i];
            gradient[n + i] = 1 - 2 * StrictMath.exp(2 * parameters[n + i]);
        }
        gradient[n] = 1 - n * StrictMath.exp(2 * parameters[n]);
        return gradient;
    }

    private static Objective.Estimator estimator(Guide guide, int particles, boolean downstream) {
        Contribution part = REGISTRY.require(Point.OBJECTIVES, "ScoreFunctionELBO");
        Map<String, Object> options = Map.of("particles", (long) particles, "downstream", downstream);
        @SuppressWarnings("unchecked")
        Class<Record> type = (Class<Record>) part.optionsType();
        Record read = Options.read(type, "ScoreFunctionELBO", options);
        @SuppressWarnings("unchecked")
        Objective<Record> objective = part.create(Objective.class);
        return objective.bind(target(), guide, read, Workers.SEQUENTIAL);
    }

    private static OnlineMoments moments(Objective.Estimator estimator, int size) {
        OnlineMoments moments = new OnlineMoments(size);
        double[] gradient = new double[size];
        RandomStream random = RandomStream.of(3);
        for (int i = 0; i < ESTIMATES; i++) {
            estimator.valueAndGradient(random, gradient);
            moments.add(gradient);
        }
        return moments;
    }

    /**
     * 22 means within 5 standard errors of the truth: with a fixed seed, a false alarm of 1e-5. The variances differ by
     * factors, and are known to some percent.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void meansAreTrueAndVariancesSmaller(int particles) {
        Guide guide = guide();
        double[] truth = truth(guide);
        OnlineMoments own = moments(estimator(guide, particles, true), truth.length);
        OnlineMoments all = moments(estimator(guide, particles, false), truth.length);
        double ofOwn = 0;
        double ofAll = 0;
        for (int i = 0; i < truth.length; i++) {
            assertEquals(truth[i], own.mean(i), 5 * Math.sqrt(own.variance(i) / ESTIMATES), "parameter " + i);
            assertEquals(truth[i], all.mean(i), 5 * Math.sqrt(all.variance(i) / ESTIMATES), "parameter " + i);
            boolean local = i % (1 + Y.length) != 0;
            assertTrue(own.variance(i) < (local ? 0.8 : 0.99) * all.variance(i),
                    "parameter " + i + ": " + own.variance(i) + " against " + all.variance(i));
            ofOwn += own.variance(i);
            ofAll += all.variance(i);
        }
        assertTrue(ofOwn < 0.5 * ofAll, ofOwn + " against " + ofAll);
    }
}
