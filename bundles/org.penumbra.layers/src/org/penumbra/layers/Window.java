package org.penumbra.layers;

import java.util.Arrays;
import java.util.List;

/**
 * A window that slides over an image, whose numbers lie by rows, then columns, then channels. Around the image there is
 * nothing: zeros for sums. At each place the window covers some part of the image.
 *
 * @param height of the image
 * @param width of the image
 * @param channels of the image
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param stride from one place of the window to the next, in both directions
 * @param top rows above the image that the first place covers
 * @param left columns before it
 * @param down places from top to bottom
 * @param across places from left to right
 */
record Window(int height, int width, int channels, int kernelHeight, int kernelWidth, int stride, int top, int left,
        int down, int across) {

    /** Numbers of an image. */
    int imageSize() {
        return Math.multiplyExact(height, Math.multiplyExact(width, channels));
    }

    /** Number of places. */
    int places() {
        return Math.multiplyExact(down, across);
    }

    /** Numbers that the window sees at one place. */
    int patchSize() {
        return Math.multiplyExact(kernelHeight, Math.multiplyExact(kernelWidth, channels));
    }

    /** Whether each place sees one pixel, and the places are those of the image: patches are what it is made of. */
    boolean isPixel() {
        return kernelHeight == 1 && kernelWidth == 1 && stride == 1 && top == 0 && left == 0 && down == height
                && across == width;
    }

    /** Extents of an image of places. */
    List<Integer> shape(int units) {
        return List.of(down, across, units);
    }

    /**
     * Writes what the window sees: a row of a matrix for each place, with the numbers of the window by rows, columns
     * and channels.
     *
     * @param image starts at {@code at}
     * @param patches start at {@code to}
     */
    void gather(double[] image, int at, double[] patches, int to) {
        int next = to;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int firstColumn = x * stride - left;
                for (int row = y * stride - top; row < y * stride - top + kernelHeight; row++) {
                    gatherRow(image, at, row, firstColumn, patches, next);
                    next += kernelWidth * channels;
                }
            }
        }
    }

    private void gatherRow(double[] image, int at, int row, int column, double[] patches, int to) {
        int stop = to + kernelWidth * channels;
        if (row < 0 || row >= height) {
            Arrays.fill(patches, to, stop, 0);
            return;
        }
        int from = firstInside(column);
        int start = to + (from - column) * channels;
        int end = to + (endInside(column) - column) * channels;
        Arrays.fill(patches, to, start, 0);
        System.arraycopy(image, at + (row * width + from) * channels, patches, start, end - start);
        Arrays.fill(patches, end, stop, 0);
    }

    /** Adds to an image what the window holds at each place: the transpose of {@link #gather}. */
    void scatter(double[] patches, int from, double[] image, int at) {
        int next = from;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int firstColumn = x * stride - left;
                for (int row = y * stride - top; row < y * stride - top + kernelHeight; row++) {
                    scatterRow(patches, next, row, firstColumn, image, at);
                    next += kernelWidth * channels;
                }
            }
        }
    }

    private void scatterRow(double[] patches, int from, int row, int column, double[] image, int at) {
        if (row < 0 || row >= height) {
            return;
        }
        int first = firstInside(column);
        int count = (endInside(column) - first) * channels;
        int source = from + (first - column) * channels;
        int target = at + (row * width + first) * channels;
        for (int k = 0; k < count; k++) {
            image[target + k] += patches[source + k];
        }
    }

    /** The first column of the image that the window sees, when it starts at a column. */
    int firstInside(int column) {
        return Math.max(column, 0);
    }

    /** The column after the last one that it sees. */
    int endInside(int column) {
        return Math.min(column + kernelWidth, width);
    }
}
