package org.penumbra.layers;

/** The mean of the numbers within a window that slides over an image of shape (height, width, channels). */
public final class AveragePool2D extends Pooling {

    public AveragePool2D() {
        super(false);
    }
}
