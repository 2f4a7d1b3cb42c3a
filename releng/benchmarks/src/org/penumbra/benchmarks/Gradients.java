package org.penumbra.benchmarks;

import java.util.Map;
import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Options;
import org.penumbra.inference.Target;
import org.penumbra.inference.divergences.Divergence;
import org.penumbra.inference.divergences.Divergences;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/**
 * One estimator of a gradient.
 *
 * @param objective as it is registered
 * @param options by name
 */
record Gradients(String objective, Map<String, ?> options) {

    private static final Registry REGISTRY = Registry.open();
    private static final Divergences CLOSED_FORMS = (guide, prior, coordinates) -> REGISTRY
            .contributions(Point.DIVERGENCES).stream().filter(one -> one.attribute("guide").orElse("").equals(guide)
                    && one.attribute("prior").orElse("").equals(prior)
                    && one.attribute("coordinates").orElse("").equals(coordinates))
            .findFirst().map(one -> one.create(Divergence.class));

    /** {@code TraceELBO(particles = 10)}. */
    String label() {
        String text = String.join(", ", options.entrySet().stream().map(one -> one.getKey() + " = " + one.getValue())
                .sorted().toList());
        return objective + (text.isEmpty() ? "" : "(" + text + ")");
    }

    Objective.Estimator bind(Target target, Guide guide) {
        Contribution contribution = REGISTRY.require(Point.OBJECTIVES, objective);
        return bind(contribution, contribution.optionsType(), target, guide);
    }

    @SuppressWarnings("unchecked")
    private <O extends Record> Objective.Estimator bind(Contribution contribution, Class<O> type, Target target,
            Guide guide) {
        return ((Objective<O>) contribution.create(Objective.class)).bind(target, guide,
                Options.read(type, objective, options), Workers.SEQUENTIAL, CLOSED_FORMS);
    }

    /** The sum over all parameters of the variance of one estimate of the gradient. */
    double variance(Target target, Guide guide, int estimates) {
        Objective.Estimator estimator = bind(target, guide);
        RandomStream random = RandomStream.of(1);
        double[] gradient = new double[guide.parameters().length];
        // What remembers a baseline gets used to where it is.
        for (int i = 0; i < estimates / 10; i++) {
            estimator.valueAndGradient(random, gradient);
        }
        OnlineMoments moments = new OnlineMoments(gradient.length);
        for (int i = 0; i < estimates; i++) {
            estimator.valueAndGradient(random, gradient);
            moments.add(gradient);
        }
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            sum += moments.variance(i);
        }
        return sum;
    }
}
