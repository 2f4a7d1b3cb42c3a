package org.penumbra.visualization;

import java.awt.Shape;

/** One thing that is drawn. Colours are {@code #rrggbb}; lengths are in pixels. */
sealed interface Mark {

    /** The same, elsewhere. */
    Mark moved(double dx, double dy);

    /**
     * A filled or outlined form.
     *
     * @param fill or null
     * @param line colour of the outline, or null
     * @param dashes of the outline
     * @param title what a viewer shows when the pointer rests on it, or null
     */
    record Form(Shape shape, String fill, String line, double lineWidth, Dashes dashes, String title) implements Mark {

        static Form filled(Shape shape, String fill) {
            return new Form(shape, fill, null, 0, Dashes.SOLID, null);
        }

        static Form stroked(Shape shape, String line, double lineWidth) {
            return new Form(shape, null, line, lineWidth, Dashes.SOLID, null);
        }

        @Override
        public Form moved(double dx, double dy) {
            return new Form(Curves.moved(shape, dx, dy), fill, line, lineWidth, dashes, title);
        }
    }

    /**
     * One line of text.
     *
     * @param anchor of the baseline: its left end, or its middle
     * @param centred whether the anchor is the middle, so that narrower faces stay centred too
     * @param width that the text must not exceed
     */
    record Text(String text, Point anchor, boolean centred, double width, double size, String colour)
            implements Mark {

        /** Text whose middle is at {@code center}. */
        static Text centred(String text, Point center, double size, String colour) {
            return new Text(text, center.plus(0, TextWidths.BASELINE * size), true, TextWidths.of(text, size), size,
                    colour);
        }

        /** Text that begins at {@code x}, with the middle of the line at {@code y}. */
        static Text from(double x, double y, String text, double size, String colour) {
            return new Text(text, new Point(x, y + TextWidths.BASELINE * size), false, TextWidths.of(text, size), size,
                    colour);
        }

        @Override
        public Text moved(double dx, double dy) {
            return new Text(text, anchor.plus(dx, dy), centred, width, size, colour);
        }
    }

    /** How a line is interrupted. */
    enum Dashes {
        SOLID, DASHED(6, 4), DOTTED(1.5, 3);

        private final float[] lengths;

        Dashes(double... lengths) {
            this.lengths = new float[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                this.lengths[i] = (float) lengths[i];
            }
        }

        /** Lengths of ink and gap in turn; empty for an unbroken line. */
        float[] lengths() {
            return lengths.clone();
        }
    }
}
