package org.penumbra.visualization;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import org.penumbra.visualization.Mark.Form;
import org.penumbra.visualization.Mark.Text;

/**
 * Writes a scene as SVG 1.1. Written here rather than through a {@code Graphics2D} that records SVG, because those
 * measure text with AWT fonts, which a bare server does not have.
 */
final class SvgWriter {

    /** The faces in which text is never wider than {@link TextWidths} says come first. */
    static final String FONTS = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif";

    private final StringBuilder out = new StringBuilder();

    private SvgWriter() {
    }

    static String write(Scene scene) {
        SvgWriter writer = new SvgWriter();
        writer.document(scene);
        return writer.out.toString();
    }

    private void document(Scene scene) {
        String width = number(scene.width());
        String height = number(scene.height());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width).append("\" height=\"")
                .append(height).append("\" viewBox=\"0 0 ").append(width).append(' ').append(height)
                .append("\" role=\"img\" font-family=\"").append(FONTS).append("\">\n");
        out.append("<title>").append(escape(scene.title())).append("</title>\n");
        out.append("<rect width=\"").append(width).append("\" height=\"").append(height).append("\" fill=\"")
                .append(scene.background()).append("\"/>\n");
        scene.marks().forEach(this::mark);
        out.append("</svg>\n");
    }

    private void mark(Mark mark) {
        switch (mark) {
            case Form form -> form(form);
            case Text text -> text(text);
        }
    }

    private void form(Form form) {
        out.append('<');
        String element = geometry(form.shape());
        attribute("fill", form.fill() == null ? "none" : form.fill());
        if (form.line() != null) {
            attribute("stroke", form.line());
            attribute("stroke-width", number(form.lineWidth()));
        }
        if (form.dashes().lengths().length > 0) {
            attribute("stroke-dasharray",
                    number(form.dashes().lengths()[0]) + " " + number(form.dashes().lengths()[1]));
        }
        if (form.title() == null) {
            out.append("/>\n");
        } else {
            out.append("><title>").append(escape(form.title())).append("</title></").append(element).append(">\n");
        }
    }

    /** Writes the name and the geometry of the element; returns the name. */
    private String geometry(Shape shape) {
        return switch (shape) {
            case Ellipse2D oval -> ellipse(oval);
            case RoundRectangle2D box -> {
                rectangle(box.getX(), box.getY(), box.getWidth(), box.getHeight());
                attribute("rx", number(box.getArcWidth() / 2));
                yield "rect";
            }
            case Rectangle2D box -> {
                rectangle(box.getX(), box.getY(), box.getWidth(), box.getHeight());
                yield "rect";
            }
            default -> {
                out.append("path");
                attribute("d", path(shape));
                yield "path";
            }
        };
    }

    private String ellipse(Ellipse2D oval) {
        out.append("ellipse");
        numbers("cx", oval.getCenterX(), "cy", oval.getCenterY());
        numbers("rx", oval.getWidth() / 2, "ry", oval.getHeight() / 2);
        return "ellipse";
    }

    private void rectangle(double x, double y, double width, double height) {
        out.append("rect");
        numbers("x", x, "y", y);
        numbers("width", width, "height", height);
    }

    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] points = new double[6];
        for (PathIterator steps = shape.getPathIterator(null); !steps.isDone(); steps.next()) {
            int kind = steps.currentSegment(points);
            path.append("MLQCZ".charAt(kind));
            int count = kind == PathIterator.SEG_CLOSE ? 0 : 2 * Math.max(1, kind);
            for (int i = 0; i < count; i++) {
                path.append(i == 0 ? "" : " ").append(number(points[i]));
            }
        }
        return path.toString();
    }

    private void text(Text text) {
        out.append("<text");
        numbers("x", text.anchor().x(), "y", text.anchor().y());
        if (text.centred()) {
            attribute("text-anchor", "middle");
        }
        attribute("font-size", number(text.size()));
        attribute("fill", text.colour());
        out.append('>').append(escape(text.text())).append("</text>\n");
    }

    private void numbers(String first, double firstValue, String second, double secondValue) {
        attribute(first, number(firstValue));
        attribute(second, number(secondValue));
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    /** Two decimals at most: a hundredth of a pixel is not seen, and rounding hides the last bits of the layout. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        String trimmed = text.replaceFirst("\\.?0+$", "");
        return trimmed.equals("-0") ? "0" : trimmed;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
