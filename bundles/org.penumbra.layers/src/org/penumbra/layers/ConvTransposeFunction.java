package org.penumbra.layers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.products.Precision;

/**
 * Transposed convolutions: each pixel of the input adds its multiple of the kernel to the output. Inputs are the images
 * one behind the other, W and, with a bias, b.
 *
 * @param images number of images
 * @param window over an image of the output, with a place for each pixel of the input
 * @param inputs channels of the input
 */
record ConvTransposeFunction(int images, Window window, int inputs, Activation activation, boolean bias,
        Precision precision, InnerLoops loops) implements LayerFunction {

    @Override
    public String name() {
        return "convTranspose[" + images + ", " + window.down() + ", " + window.across() + ", " + inputs + ", "
                + window.channels() + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        int pixels = Math.multiplyExact(images, Math.multiplyExact(window.places(), inputs));
        int weights = window.patchSize() * inputs;
        return bias ? List.of(pixels, weights, window.channels()) : List.of(pixels, weights);
    }

    @Override
    public int resultSize() {
        return Math.multiplyExact(images, window.imageSize());
    }

    @Override
    public int outputSize() {
        return Activating.outputSize(activation, resultSize());
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return varying.equals(Set.of(0)) ? Optional.of(new ConvTransposeFunction(Math.multiplyExact(n, images), window,
                inputs, activation, bias, precision, loops)) : Optional.empty();
    }

    @Override
    public ArrayFunction with(InnerLoops others) {
        return new ConvTransposeFunction(images, window, inputs, activation, bias, precision, others);
    }

    @Override
    public ConvTransposeOfThread forThread() {
        return new ConvTransposeOfThread(this);
    }
}
