package org.penumbra.layers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.testing.LayerContract;

/** Arguments of layers in tests, on top of what their registration gives as defaults. */
record Arguments(Map<String, Object> values) {

    static Arguments ofConvolution(int channels, int kernel) {
        return new Arguments(Map.of("channels", (double) channels, "kernel", (double) kernel, "stride", 1.0, "padding",
                "valid", "activation", "identity", "bias", true, "init", "glorot", "kernelWidth", 0.0, "precision",
                64.0));
    }

    static Arguments ofPool(int kernel) {
        return new Arguments(Map.of("kernel", (double) kernel, "stride", 0.0, "padding", "valid", "kernelWidth", 0.0));
    }

    Arguments with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value instanceof Integer number ? (Object) number.doubleValue() : value);
        return new Arguments(more);
    }

    BuiltLayer build(Layer layer, List<List<Integer>> inputs) {
        return layer.build(LayerArguments.ofAll(values), inputs);
    }

    /** Values of a layer with one input. */
    double[] output(Layer layer, List<Integer> shape, double[]... numbers) {
        return LayerContract.output(build(layer, List.of(shape)), List.of(shape), numbers);
    }

    /** from, from + 1, ... */
    static double[] counting(int from, int count) {
        return IntStream.range(from, from + count).asDoubleStream().toArray();
    }
}
