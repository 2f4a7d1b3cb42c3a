package org.penumbra.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.products.Precision;

/**
 * Convolutions of images: activation(P W + b) with a row of P for each place of the window, which is what the window
 * sees there. Inputs are the images one behind the other, W and, with a bias, b.
 *
 * @param images number of images
 * @param units channels of the output
 */
record ConvFunction(int images, Window window, int units, Activation activation, boolean bias, Precision precision,
        InnerLoops loops) implements LayerFunction {

    @Override
    public String name() {
        return "conv[" + images + ", " + window.height() + ", " + window.width() + ", " + window.channels() + ", "
                + units + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        int pixels = Math.multiplyExact(images, window.imageSize());
        return bias ? List.of(pixels, window.patchSize() * units, units) : List.of(pixels, window.patchSize() * units);
    }

    @Override
    public int resultSize() {
        return Math.multiplyExact(images, Math.multiplyExact(window.places(), units));
    }

    @Override
    public int outputSize() {
        return Activating.outputSize(activation, resultSize());
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return varying.equals(Set.of(0)) ? Optional.of(new ConvFunction(Math.multiplyExact(n, images), window, units,
                activation, bias, precision, loops)) : Optional.empty();
    }

    @Override
    public ArrayFunction with(InnerLoops others) {
        return new ConvFunction(images, window, units, activation, bias, precision, others);
    }

    @Override
    public ConvOfThread forThread() {
        return new ConvOfThread(this);
    }
}
