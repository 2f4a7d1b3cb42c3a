package org.penumbra.session;

import java.awt.Graphics2D;
import org.penumbra.core.PenumbraException;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;

/** A picture of a plug-in; what goes wrong while it paints is told with the name of its bundle. */
record GuardedPicture(Picture picture, PluginFault fault) implements Picture {

    @Override
    public String title() {
        return picture.title();
    }

    @Override
    public String description() {
        return picture.description();
    }

    @Override
    public double width() {
        return picture.width();
    }

    @Override
    public double height() {
        return picture.height();
    }

    @Override
    public void paint(Graphics2D canvas, Theme theme) {
        try {
            picture.paint(canvas, theme);
        } catch (RuntimeException | LinkageError broken) {
            throw broken instanceof PenumbraException known ? known : fault.threw(broken);
        }
    }
}
