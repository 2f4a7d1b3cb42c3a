package org.penumbra.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.session.WholeFile;
import org.penumbra.visualization.ink.Drawing;

/** A file for one picture, light and with two pixels to the unit. */
record PictureFile(Path file, String ending) {

    private static final double SCALE = 2;

    /** @throws PenumbraException (USAGE, PEN-6027) when it ends in something else; before anything is computed */
    static PictureFile of(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!ending.matches("svg|png|pdf")) {
            throw PenumbraException.usage(Problem.error("PEN-6027", "a picture ends in .svg, .png or .pdf, this one "
                    + "does not.").at(Location.of(file.toString())));
        }
        return new PictureFile(file, ending);
    }

    void write(Picture picture) {
        Drawing drawing = new Drawing(picture);
        WholeFile.write(file, switch (ending) {
            case "png" -> drawing.png(Theme.LIGHT, SCALE);
            case "pdf" -> drawing.pdf(Theme.LIGHT);
            default -> drawing.svg(Theme.LIGHT).getBytes(StandardCharsets.UTF_8);
        });
    }
}
