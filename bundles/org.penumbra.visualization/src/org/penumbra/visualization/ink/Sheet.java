package org.penumbra.visualization.ink;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;

/** Everything that a picture drew, in its order. */
record Sheet(String title, String description, double width, double height, Color background, List<Ink> inks) {

    Sheet {
        inks = List.copyOf(inks);
    }

    static Sheet of(Picture picture, Theme theme) {
        List<Ink> inks = new ArrayList<>();
        Graphics2D canvas = new RecordingCanvas(inks::add);
        picture.paint(canvas, theme);
        return new Sheet(picture.title(), picture.description(), picture.width(), picture.height(),
                theme.background(), inks);
    }
}
