package org.penumbra.inference;

/**
 * A plate of the model that a target was made of.
 *
 * @param name the label in the text, or the index where there is none
 * @param size number of rows
 * @param obstacle why it cannot be subsampled, as one sentence; empty when it can
 */
public record Plate(String name, int size, String obstacle) {

    public boolean canBeSubsampled() {
        return obstacle.isEmpty();
    }
}
