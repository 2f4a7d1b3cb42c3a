package org.penumbra.layers;

import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.Precision;

/**
 * Images in blocks that are worked on one after the other: of so few images that the matrix of their patches stays in
 * the processor's cache. One for each thread.
 */
final class ImageBlocks {

    /** Numbers of a matrix of patches, if an image alone has not more. */
    private static final int PATCHES = 1 << 16;

    private final Window window;
    private final int images;
    private final int perBlock;
    private final Linear whole;
    private final Linear last;

    /**
     * @param images number of all
     * @param units columns of what patches are multiplied with
     */
    ImageBlocks(int images, Window window, int units, Precision precision, InnerLoops loops) {
        this.window = window;
        this.images = images;
        int patches = Math.multiplyExact(window.places(), window.patchSize());
        this.perBlock = Math.clamp(PATCHES / patches, 1, images);
        this.whole = linear(perBlock, units, precision, loops);
        this.last = images % perBlock == 0 ? whole : linear(images % perBlock, units, precision, loops);
    }

    private Linear linear(int count, int units, Precision precision, InnerLoops loops) {
        return new Linear(Math.multiplyExact(count, window.places()), window.patchSize(), units, precision, loops);
    }

    /** Number of blocks. */
    int count() {
        return (images + perBlock - 1) / perBlock;
    }

    /** Number of the first image of a block. */
    int first(int block) {
        return block * perBlock;
    }

    /** Number of images of a block. */
    int images(int block) {
        return Math.min(perBlock, images - first(block));
    }

    /** The product of the patches of a block and a matrix. */
    Linear linear(int block) {
        return images(block) == perBlock ? whole : last;
    }

    /** Numbers of the largest matrix of patches. */
    int patchesSize() {
        return perBlock * window.places() * window.patchSize();
    }

    /** Writes the patches of the images of a block, the first of which starts at {@code at}. */
    void gather(int block, double[] from, int at, double[] patches) {
        for (int k = 0; k < images(block); k++) {
            window.gather(from, at + k * window.imageSize(), patches, k * window.places() * window.patchSize());
        }
    }

    /** Adds patches to the images of a block, the first of which starts at {@code at}. */
    void scatter(int block, double[] patches, double[] to, int at) {
        for (int k = 0; k < images(block); k++) {
            window.scatter(patches, k * window.places() * window.patchSize(), to, at + k * window.imageSize());
        }
    }
}
