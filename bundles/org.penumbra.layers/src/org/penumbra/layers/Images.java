package org.penumbra.layers;

import java.util.List;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerMisuse;

/** How images are written in networks, and windows over them. */
final class Images {

    private static final String EXPECTED = "an image of shape [height, width] or [height, width, channels]";

    private Images() {
    }

    /** Height, width and channels of the only input; one without an axis of channels has one. */
    static List<Integer> of(String layer, List<List<Integer>> inputs) {
        Inputs.requireCount(layer, inputs, 1, EXPECTED);
        List<Integer> shape = inputs.getFirst();
        return switch (shape.size()) {
            case 2 -> List.of(shape.get(0), shape.get(1), 1);
            case 3 -> shape;
            default -> throw new LayerMisuse("Expected " + layer + " to be applied to " + EXPECTED + ", found "
                    + Inputs.describe(shape) + ".", shape.size() == 1
                            ? "Reshape makes an image of a vector: Reshape(height, width)(x)." : "");
        };
    }

    /**
     * The window over an image that {@code kernel}, {@code kernelWidth}, {@code stride} and {@code padding} describe.
     * With a padding of 'valid' all of it lies within the image, with 'same' there are as many places as pixels,
     * divided by the stride and rounded up; a number is that of the pixels that are thought around the image.
     */
    static Window window(String layer, List<Integer> image, LayerArguments arguments) {
        return window(layer, image, kernelHeight(arguments), kernelWidth(arguments), arguments.integer("stride"),
                arguments);
    }

    /** The same with a kernel and a stride that are known. */
    static Window window(String layer, List<Integer> image, int kernelHeight, int kernelWidth, int stride,
            LayerArguments arguments) {
        Axis down;
        Axis across;
        if (arguments.isWord("padding") && arguments.word("padding").equals("same")) {
            down = Axis.same(image.get(0), kernelHeight, stride);
            across = Axis.same(image.get(1), kernelWidth, stride);
        } else {
            int padding = padding(layer, arguments, kernelHeight, kernelWidth);
            requireFit(image, kernelHeight, kernelWidth, padding);
            down = Axis.padded(image.get(0), kernelHeight, stride, padding);
            across = Axis.padded(image.get(1), kernelWidth, stride, padding);
        }
        return new Window(image.get(0), image.get(1), image.get(2), kernelHeight, kernelWidth, stride, down.before(),
                across.before(), down.places(), across.places());
    }

    /** Pixels that are thought around an image on each side, for what is no 'same'. */
    static int padding(String layer, LayerArguments arguments, int kernelHeight, int kernelWidth) {
        int padding = arguments.isWord("padding") ? 0 : arguments.integer("padding");
        if (padding >= Math.min(kernelHeight, kernelWidth)) {
            throw new LayerMisuse("Expected a padding of " + layer + " that is smaller than its kernel of "
                    + kernelHeight + " x " + kernelWidth + ", found " + padding + ".");
        }
        return padding;
    }

    private static void requireFit(List<Integer> image, int kernelHeight, int kernelWidth, int padding) {
        if (kernelHeight > image.get(0) + 2 * padding || kernelWidth > image.get(1) + 2 * padding) {
            throw new LayerMisuse("Expected a kernel that is no larger than the image of " + image.get(0) + " x "
                    + image.get(1) + (padding == 0 ? "" : " with a padding of " + padding) + ", found " + kernelHeight
                    + " x " + kernelWidth + ".", "Make the kernel smaller, or pad the image: padding = same.");
        }
    }

    static int kernelHeight(LayerArguments arguments) {
        return arguments.integer("kernel");
    }

    /** As wide as high unless it is said. */
    static int kernelWidth(LayerArguments arguments) {
        int width = arguments.integer("kernelWidth");
        return width == 0 ? kernelHeight(arguments) : width;
    }

    /**
     * Places along one axis.
     *
     * @param places how many
     * @param before pixels in front of the image that the first covers
     */
    private record Axis(int places, int before) {

        /** Where more is needed on one side it is the far one, as in TensorFlow. */
        static Axis same(int extent, int kernel, int stride) {
            int places = (extent + stride - 1) / stride;
            return new Axis(places, Math.max((places - 1) * stride + kernel - extent, 0) / 2);
        }

        static Axis padded(int extent, int kernel, int stride, int padding) {
            return new Axis((extent + 2 * padding - kernel) / stride + 1, padding);
        }
    }
}
