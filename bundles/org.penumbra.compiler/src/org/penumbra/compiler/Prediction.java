package org.penumbra.compiler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.target.PredictiveCode;
import org.penumbra.compiler.target.Simulator;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.RandomStream;

/**
 * A model that data are drawn from given draws of its latent sites: posterior predictive when these come from a
 * posterior. Sites that are not given are drawn from their priors given the others, and so are discrete ones. For one
 * thread.
 */
public final class Prediction {

    private final Generation generation;
    private final List<SiteMap.Site> sites;
    private final Optional<PredictiveCode> code;

    Prediction(Generation generation, List<SiteMap.Site> sites, Optional<PredictiveCode> code) {
        this.generation = generation;
        this.sites = sites;
        this.code = code;
    }

    /**
     * @param data what was drawn in the place of the observed data, by declared name; NaN where no statement draws an
     *        element
     * @param sites latent and deterministic sites on their own scale
     * @param coordinates free ones of the latent sites, as the target of the same model has them
     */
    public record Drawn(Map<String, double[]> data, Map<String, double[]> sites, double[] coordinates) {
    }

    /** The data that are drawn, by declared name, with their shapes; in the order of the text. */
    public Map<String, List<Integer>> data() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        generation.drawn().forEach((name, drawn) -> shapes.put(name, drawn.array().shape()));
        return shapes;
    }

    /** Continuous latent sites and deterministic ones, with the shapes that they have with these data. */
    public List<SiteMap.Site> sites() {
        return sites;
    }

    /** Discrete latent sites with their shapes: where they are not given, they are drawn. */
    public List<SiteMap.Site> discreteSites() {
        return generation.program().summation().sites().stream().map(site -> new SiteMap.Site(site.name(),
                SiteMap.Site.Kind.LATENT, site.array().shape(), "", 0, -1, 0)).toList();
    }

    /**
     * One draw.
     *
     * @param given values of latent sites on their own scale, row-major, by name
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) where a value is outside of its support, or nothing can
     *         be drawn
     */
    public Drawn draw(Map<String, double[]> given, RandomStream random) {
        Simulator simulator = new Simulator(generation, random, given, code.isEmpty());
        double[] x = simulator.coordinates();
        Map<String, double[]> values = new LinkedHashMap<>();
        if (code.isPresent()) {
            Map<String, double[]> data = code.get().draw(x, random);
            return new Drawn(data, code.get().siteValues(), x);
        }
        simulator.sites().forEach((name, array) -> values.put(name, array.values()));
        Map<String, double[]> data = new LinkedHashMap<>();
        simulator.data().forEach((name, array) -> data.put(name, array.values()));
        return new Drawn(data, values, x);
    }
}
