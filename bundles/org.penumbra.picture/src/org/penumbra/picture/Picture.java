package org.penumbra.picture;

import java.awt.Graphics2D;

/** A finished picture, which any {@code Graphics2D} can take: an image, an SVG file, a page, a window. */
public interface Picture {

    /** One line for headings. */
    String title();

    /** What is to be seen, one or two sentences, for those who cannot see it. */
    String description();

    /** Preferred width in pixels at scale 1, above 0. */
    double width();

    /** Preferred height in pixels at scale 1, above 0. */
    double height();

    /**
     * Draws with the left upper corner at the origin, background included, and nothing outside of its size. Leaves the
     * state of the canvas as it was. A theme changes colours and nothing else.
     *
     * <p>Only what every format keeps sharp can be used: shapes and lines in plain colours, drawn over what is there
     * with {@code AlphaComposite.SRC_OVER}, and texts by {@code drawString} in {@link Theme#font}, whose measures need
     * no installed font. Images, gradients, text layouts and glyph vectors may be refused by the canvas with an
     * {@link UnsupportedOperationException}.
     */
    void paint(Graphics2D canvas, Theme theme);
}
