package org.penumbra.flows;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;

/** Layers one after the other, as a guide at its start. */
final class Chain {

    /** Makes layer {@code number} of a chain, its parameters at an offset. */
    @FunctionalInterface
    interface Link {
        Layer make(int dimension, int number, int offset);
    }

    private Chain() {
    }

    /** @param initScale standard deviation of a cold start */
    static Guide of(int count, Link link, Target target, StartingOptions options, double initScale, Start start) {
        int n = target.dimension();
        double[] point = options.point(target, start);
        List<Layer> layers = new ArrayList<>();
        int offset = 2 * n;
        for (int k = 0; k < count; k++) {
            Layer layer = link.make(n, k, offset);
            layers.add(layer);
            offset += layer.parameterCount();
        }
        return new Flow(layers, point, start.scales(n, initScale), start.random());
    }
}
