package org.penumbra.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;

/**
 * The largest number that a window sees at each place, channel by channel, or the mean of the numbers. Of the largest,
 * its position among the input's is kept behind the result.
 *
 * @param images number of images, one behind the other
 * @param isMaximum whether it is the largest number
 */
record PoolFunction(int images, Window window, boolean isMaximum) implements Batched {

    @Override
    public String name() {
        return (isMaximum ? "maxPool[" : "averagePool[") + images + ", " + window.height() + ", " + window.width()
                + ", " + window.channels() + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(Math.multiplyExact(images, window.imageSize()));
    }

    @Override
    public int resultSize() {
        return Math.multiplyExact(images, window.places() * window.channels());
    }

    @Override
    public int outputSize() {
        return isMaximum ? Math.multiplyExact(2, resultSize()) : resultSize();
    }

    @Override
    public Optional<ArrayFunction> rows(int n, Set<Integer> varying) {
        return Optional.of(new PoolFunction(Math.multiplyExact(n, images), window, isMaximum));
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int next = outAt;
        for (int image = 0; image < images; image++) {
            for (int y = 0; y < window.down(); y++) {
                for (int x = 0; x < window.across(); x++) {
                    if (isMaximum) {
                        maximum(in[0], at[0], image, y, x, out, next);
                    } else {
                        mean(in[0], at[0], image, y, x, out, next);
                    }
                    next += window.channels();
                }
            }
        }
    }

    private int firstRow(int y) {
        return Math.max(y * window.stride() - window.top(), 0);
    }

    private int endRow(int y) {
        return Math.min(y * window.stride() - window.top() + window.kernelHeight(), window.height());
    }

    private int firstColumn(int x) {
        return window.firstInside(x * window.stride() - window.left());
    }

    private int endColumn(int x) {
        return window.endInside(x * window.stride() - window.left());
    }

    /** Where a pixel of an image is in the block of all of them. */
    private int pixel(int image, int row, int column) {
        return image * window.imageSize() + (row * window.width() + column) * window.channels();
    }

    private void maximum(double[] in, int at, int image, int y, int x, double[] out, int to) {
        int kept = to + resultSize();
        int start = pixel(image, firstRow(y), firstColumn(x));
        for (int c = 0; c < window.channels(); c++) {
            out[to + c] = in[at + start + c];
            out[kept + c] = start + c;
        }
        for (int row = firstRow(y); row < endRow(y); row++) {
            for (int column = firstColumn(x); column < endColumn(x); column++) {
                int from = pixel(image, row, column);
                for (int c = 0; c < window.channels(); c++) {
                    double number = in[at + from + c];
                    if (number > out[to + c] || number != number) {
                        out[to + c] = number;
                        out[kept + c] = from + c;
                    }
                }
            }
        }
    }

    private void mean(double[] in, int at, int image, int y, int x, double[] out, int to) {
        Arrays.fill(out, to, to + window.channels(), 0);
        for (int row = firstRow(y); row < endRow(y); row++) {
            for (int column = firstColumn(x); column < endColumn(x); column++) {
                int from = at + pixel(image, row, column);
                for (int c = 0; c < window.channels(); c++) {
                    out[to + c] += in[from + c];
                }
            }
        }
        double share = share(y, x);
        for (int c = 0; c < window.channels(); c++) {
            out[to + c] *= share;
        }
    }

    /** One over the number of pixels of the image that are seen. */
    private double share(int y, int x) {
        return 1.0 / ((endRow(y) - firstRow(y)) * (endColumn(x) - firstColumn(x)));
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        if (inAdjoint[0] == null) {
            return;
        }
        if (isMaximum) {
            int kept = outAt + resultSize();
            for (int k = 0; k < resultSize(); k++) {
                inAdjoint[0][at[0] + (int) out[kept + k]] += outAdjoint[outAt + k];
            }
        } else {
            spread(outAdjoint, outAt, inAdjoint[0], at[0]);
        }
    }

    private void spread(double[] adjoint, int from, double[] images, int at) {
        int next = from;
        for (int image = 0; image < this.images; image++) {
            for (int y = 0; y < window.down(); y++) {
                for (int x = 0; x < window.across(); x++) {
                    spread(adjoint, next, image, y, x, images, at);
                    next += window.channels();
                }
            }
        }
    }

    private void spread(double[] adjoint, int from, int image, int y, int x, double[] images, int at) {
        double share = share(y, x);
        for (int row = firstRow(y); row < endRow(y); row++) {
            for (int column = firstColumn(x); column < endColumn(x); column++) {
                int to = at + pixel(image, row, column);
                for (int c = 0; c < window.channels(); c++) {
                    images[to + c] += share * adjoint[from + c];
                }
            }
        }
    }
}
