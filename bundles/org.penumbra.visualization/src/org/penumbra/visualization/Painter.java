package org.penumbra.visualization;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.visualization.Mark.Form;
import org.penumbra.visualization.Mark.Text;

/** Draws a scene on a {@code Graphics2D}. */
final class Painter {

    private static final String FACE = "DejaVu Sans";

    private final Graphics2D canvas;
    private final Typesetter typesetter;

    private Painter(Graphics2D canvas, Typesetter typesetter) {
        this.canvas = canvas;
        this.typesetter = typesetter;
    }

    /** Where AWT is asked for a font; it throws an error or an exception, depending on what is missing. */
    @FunctionalInterface
    interface Typesetter {
        TextLayout set(Text text, FontRenderContext context);
    }

    static void paint(Scene scene, Graphics2D canvas) {
        paint(scene, canvas, Painter::glyphs);
    }

    static void paint(Scene scene, Graphics2D canvas, Typesetter typesetter) {
        Graphics2D own = (Graphics2D) canvas.create();
        try {
            Painter painter = new Painter(own, typesetter);
            painter.prepare();
            painter.fill(new Rectangle2D.Double(0, 0, scene.width(), scene.height()), scene.background());
            scene.marks().forEach(painter::mark);
        } finally {
            own.dispose();
        }
    }

    /** Covers the last row and column too, of which the scaled scene may fill a part only. */
    static void clear(Graphics2D canvas, BufferedImage image, Scene scene) {
        canvas.setColor(Color.decode(scene.background()));
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
    }

    private void prepare() {
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    private void mark(Mark mark) {
        switch (mark) {
            case Form form -> form(form);
            case Text text -> text(text);
        }
    }

    private void form(Form form) {
        if (form.fill() != null) {
            fill(form.shape(), form.fill());
        }
        if (form.line() != null) {
            float[] dashes = form.dashes().lengths();
            canvas.setStroke(new BasicStroke((float) form.lineWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                    dashes.length == 0 ? null : dashes, 0));
            canvas.setColor(Color.decode(form.line()));
            canvas.draw(form.shape());
        }
    }

    private void fill(Shape shape, String colour) {
        canvas.setColor(Color.decode(colour));
        canvas.fill(shape);
    }

    /** Text that the installed face would make wider than the layout allows is set narrower. */
    private void text(Text text) {
        TextLayout glyphs = typeset(text);
        double narrower = Math.min(1, text.width() / glyphs.getAdvance());
        AffineTransform before = canvas.getTransform();
        canvas.setColor(Color.decode(text.colour()));
        double left = text.centred() ? glyphs.getAdvance() * narrower / 2 : 0;
        canvas.translate(text.anchor().x() - left, text.anchor().y());
        canvas.scale(narrower, 1);
        glyphs.draw(canvas, 0, 0);
        canvas.setTransform(before);
    }

    private static TextLayout glyphs(Text text, FontRenderContext context) {
        return new TextLayout(text.text(), new Font(FACE, Font.PLAIN, 1).deriveFont((float) text.size()), context);
    }

    private TextLayout typeset(Text text) {
        try {
            return typesetter.set(text, canvas.getFontRenderContext());
        } catch (LinkageError | InternalError | RuntimeException missing) {
            throw noFonts(missing);
        }
    }

    private static PenumbraException noFonts(Throwable cause) {
        Problem problem = Problem.error("PEN-4501", "A picture in pixels needs a font, and Java finds none here.")
                .advise("Install fonts, on Debian with 'apt-get install fontconfig fonts-dejavu-core', "
                        + "or ask for SVG, which needs none.");
        return new PenumbraException(ExitCode.PLUGIN_FAILED, List.of(problem), cause);
    }
}
