package org.penumbra.visualization;

import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the corner of a plate where its label crosses the fewest edges. */
final class PlateLabel {

    static final double TEXT_SIZE = 12;
    /** Between the label and the sides of its plate. */
    static final double MARGIN = 10;

    private PlateLabel() {
    }

    /** The box of the label; bottom right where nothing speaks against it. */
    static Rect place(String label, Rect plate, List<Arrow> arrows) {
        double width = TextWidths.of(label, TEXT_SIZE);
        double height = TextWidths.LINE * TEXT_SIZE;
        double left = plate.x() + MARGIN;
        double right = plate.right() - MARGIN - width;
        double top = plate.y() + (LayeredLayout.LABEL_ROOM - height) / 2;
        double bottom = plate.bottom() - LayeredLayout.LABEL_ROOM + (LayeredLayout.LABEL_ROOM - height) / 2;
        return Stream.of(new Rect(right, bottom, width, height), new Rect(left, bottom, width, height),
                new Rect(right, top, width, height), new Rect(left, top, width, height))
                .min(Comparator.comparingLong(box -> crossings(box, arrows))).orElseThrow();
    }

    /** How many of {@code arrows} come close to a box. */
    static long crossings(Rect box, List<Arrow> arrows) {
        Rectangle2D room = new Rectangle2D.Double(box.x() - 3, box.y() - 1, box.width() + 6, box.height() + 2);
        return arrows.stream().filter(arrow -> Curves.touches(arrow.line(), room)).count();
    }
}
