package org.penumbra.registry;

/** The extension points that exchangeable parts plug into. */
public enum Point {
    /** Inference algorithms. */
    ALGORITHMS("org.penumbra.inference.algorithms", "algorithm"),
    /** Variational families. */
    GUIDES("org.penumbra.inference.guides", "guide"),
    /** What variational inference maximises. */
    OBJECTIVES("org.penumbra.inference.objectives", "objective"),
    /** Rules that turn gradients into steps. */
    OPTIMIZERS("org.penumbra.inference.optimizers", "optimizer"),
    /** Closed forms of expected log densities. */
    DIVERGENCES("org.penumbra.inference.divergences", "divergence"),
    /** Ways to fit without knowing the model, for algorithms that choose. */
    RUNGS("org.penumbra.inference.rungs", "rung"),
    /** What judges a finished fit. */
    DIAGNOSTICS("org.penumbra.inference.diagnostics", "diagnostic"),
    /** What makes pictures of a run. */
    VISUALIZERS("org.penumbra.picture.visualizers", "visualizer"),
    /** Formats of draws. */
    EXPORTERS("org.penumbra.exchange.exporters", "exporter"),
    /** Kinds of data. */
    SOURCES("org.penumbra.exchange.sources", "source"),
    /** Probability distributions. */
    DISTRIBUTIONS("org.penumbra.distribution.distributions", "distribution"),
    /** Layers of networks. */
    LAYERS("org.penumbra.network.layers", "layer");

    private final String id;
    private final String element;

    Point(String id, String element) {
        this.id = id;
        this.element = element;
    }

    /** The id that an {@code <extension point="...">} names. */
    public String id() {
        return id;
    }

    /** The element that is one contribution; also the word for it in messages. */
    public String element() {
        return element;
    }
}
