package org.penumbra.layers;

/** The largest number within a window that slides over an image of shape (height, width, channels). */
public final class MaxPool2D extends Pooling {

    public MaxPool2D() {
        super(true);
    }
}
