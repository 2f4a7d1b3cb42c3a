package org.penumbra.layers;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.network.Initialiser;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerWeight;
import org.penumbra.network.Schemes;

/** Weights of layers that multiply with a matrix and add a bias. */
final class KernelWeights {

    private KernelWeights() {
    }

    /**
     * {@code weight} and, where there is one, {@code bias}, started by the scheme that {@code init} names.
     *
     * @param shape of the weight; its last axis are the columns of the matrix
     * @param units length of the bias
     * @param fanIn numbers that each unit reads
     * @param fanOut units that read each number
     */
    static List<LayerWeight> of(LayerArguments arguments, List<Integer> shape, int units, int fanIn, int fanOut) {
        String init = arguments.word("init");
        List<LayerWeight> weights = new ArrayList<>();
        weights.add(new LayerWeight("weight", shape,
                Schemes.of(init, Inputs.size(Inputs.rows(shape)), shape.getLast(), fanIn, fanOut)));
        if (arguments.flag("bias")) {
            weights.add(new LayerWeight("bias", List.of(units), init.equals("fanIn") ? Schemes.fanIn(fanIn)
                    : Initialiser.ZEROS));
        }
        return weights;
    }
}
