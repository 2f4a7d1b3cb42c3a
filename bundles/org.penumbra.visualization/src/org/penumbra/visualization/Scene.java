package org.penumbra.visualization;

import java.util.List;

/**
 * Everything that is drawn, in painting order.
 *
 * @param title of the whole picture
 * @param background colour as {@code #rrggbb}
 */
record Scene(String title, double width, double height, String background, List<Mark> marks) {

    Scene {
        marks = List.copyOf(marks);
    }
}
