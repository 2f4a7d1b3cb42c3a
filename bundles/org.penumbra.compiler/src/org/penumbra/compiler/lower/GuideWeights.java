package org.penumbra.compiler.lower;

import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.network.Initialiser;
import org.penumbra.network.LayerWeight;

/**
 * Weights of networks of the model that have priors, in a guide block: no statement can name them, so each element is
 * drawn by itself, from a normal in its free coordinate (Blundell, Cornebise, Kavukcuoglu and Wierstra 2015).
 */
final class GuideWeights {

    /** Small, so that a network does at the start what it does at the middle of its weights. */
    private static final Initialiser START_SCALE = new Initialiser.Constant(0.1);

    private final Map<String, LayerWeight> weights;
    private final GuideParameters parameters;
    private final GuideDraws draws;

    /** @param weights with priors, by the names of their sites */
    GuideWeights(Map<String, LayerWeight> weights, GuideParameters parameters, GuideDraws draws) {
        this.weights = weights;
        this.parameters = parameters;
        this.draws = draws;
    }

    /**
     * Draws all weights, in front of other sites, which may depend on them.
     *
     * @param charts of all latent sites
     * @param guide that gets the parameters
     */
    void draw(Map<String, SiteChart> charts, EObject guide) {
        charts.forEach((name, chart) -> {
            if (weights.containsKey(name)) {
                draws.coordinates(guide, chart, parameters.weight(mean(weights.get(name), chart), guide),
                        parameters.positive(new LayerWeight(name + ".scale", chart.whole().shape(), START_SCALE),
                                guide));
            }
        });
    }

    /** What the layer starts with, where that is a coordinate; 0 otherwise. */
    private static LayerWeight mean(LayerWeight weight, SiteChart chart) {
        boolean real = chart.site().bijector().kind() == Bijector.Kind.IDENTITY;
        return new LayerWeight(chart.site().name() + ".loc", chart.whole().shape(),
                real ? weight.start() : Initialiser.ZEROS);
    }
}
