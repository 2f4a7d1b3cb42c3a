package org.penumbra.visualization.ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a sheet as SVG 1.1. Neighbours of one look share an element, and those with one clip a group. */
final class InkSvg {

    private static final String FONTS = "Arial, Helvetica, Liberation Sans, Arimo, sans-serif";

    /** Names the colour of the ink at a position: itself, or a class that a style sheet colours. */
    @FunctionalInterface
    interface Colouring {
        /** @param property {@code fill} or {@code stroke} */
        String attributes(int position, Color colour, String property);
    }

    private final Sheet sheet;
    private final String prefix;
    private final Colouring colouring;
    private final StringBuilder body = new StringBuilder();
    private final Map<String, String> clips = new LinkedHashMap<>();
    private String openClip = "";

    /** @param prefix of every id, so that several pictures fit in one page */
    InkSvg(Sheet sheet, String prefix, Colouring colouring) {
        this.sheet = sheet;
        this.prefix = prefix;
        this.colouring = colouring;
    }

    /** Colours as they are. */
    static String plain(int position, Color colour, String property) {
        return " " + property + "=\"" + hex(colour) + "\"" + opacity(colour, property);
    }

    static String hex(Color colour) {
        return "#%06x".formatted(colour.getRGB() & 0xffffff);
    }

    private static String opacity(Color colour, String property) {
        return colour.getAlpha() == 255 ? ""
                : " " + property + "-opacity=\"" + SvgPath.number(colour.getAlpha() / 255.0) + "\"";
    }

    /** @param style of the page, or empty */
    String write(String style) {
        List<Ink> inks = sheet.inks();
        for (int i = 0; i < inks.size();) {
            int end = lookEnd(inks, i);
            clip(inks.get(i).clip());
            ink(inks, i, end);
            i = end;
        }
        clip(null);
        StringBuilder out = new StringBuilder();
        head(out, style);
        return out.append(body).append("</svg>\n").toString();
    }

    private void head(StringBuilder out, String style) {
        String width = SvgPath.number(sheet.width());
        String height = SvgPath.number(sheet.height());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width).append("\" height=\"")
                .append(height).append("\" viewBox=\"0 0 ").append(width).append(' ').append(height)
                .append("\" role=\"img\" font-family=\"").append(FONTS).append("\">\n<title>")
                .append(escape(sheet.title())).append("</title>\n<desc>").append(escape(sheet.description()))
                .append("</desc>\n").append(style);
        if (!clips.isEmpty()) {
            out.append("<defs>\n");
            clips.forEach((geometry, id) -> out.append("<clipPath id=\"").append(id).append("\">").append(geometry)
                    .append("</clipPath>\n"));
            out.append("</defs>\n");
        }
    }

    /** The first position at which something looks different; faint shapes that overlap must stay apart. */
    private int lookEnd(List<Ink> inks, int from) {
        Ink first = inks.get(from);
        int end = from + 1;
        while (first.colour().getAlpha() == 255 && end < inks.size() && looksLike(first, inks.get(end))
                && sameColouring(from, end, first)) {
            end++;
        }
        return end;
    }

    private boolean sameColouring(int one, int other, Ink ink) {
        return colouring.attributes(one, ink.colour(), "fill")
                .equals(colouring.attributes(other, ink.colour(), "fill"));
    }

    private static boolean looksLike(Ink first, Ink next) {
        boolean same = next.colour().equals(first.colour()) && java.util.Objects.equals(first.clip(), next.clip());
        return same && switch (first) {
            case Ink.Area area -> next instanceof Ink.Area;
            case Ink.Line line -> next instanceof Ink.Line other && other.stroke().equals(line.stroke());
            case Ink.Words words -> false;
        };
    }

    private void clip(Shape shape) {
        String geometry = shape == null ? "" : SvgPath.element(shape);
        if (geometry.equals(openClip)) {
            return;
        }
        if (!openClip.isEmpty()) {
            body.append("</g>\n");
        }
        if (!geometry.isEmpty()) {
            String id = clips.computeIfAbsent(geometry, some -> prefix + "c" + clips.size());
            body.append("<g clip-path=\"url(#").append(id).append(")\">\n");
        }
        openClip = geometry;
    }

    private void ink(List<Ink> inks, int from, int end) {
        switch (inks.get(from)) {
            case Ink.Area area -> {
                body.append("<path d=\"");
                inks.subList(from, end).forEach(one -> SvgPath.write(((Ink.Area) one).shape(), body));
                body.append('"').append(colouring.attributes(from, area.colour(), "fill")).append("/>\n");
            }
            case Ink.Line line -> {
                body.append("<path d=\"");
                inks.subList(from, end).forEach(one -> SvgPath.write(((Ink.Line) one).shape(), body));
                body.append("\" fill=\"none\"").append(colouring.attributes(from, line.colour(), "stroke"));
                stroke(line.stroke());
                body.append("/>\n");
            }
            case Ink.Words words -> words(from, words);
        }
    }

    private void stroke(BasicStroke stroke) {
        body.append(" stroke-width=\"").append(SvgPath.number(stroke.getLineWidth())).append('"');
        if (stroke.getEndCap() != BasicStroke.CAP_BUTT) {
            body.append(" stroke-linecap=\"").append(stroke.getEndCap() == BasicStroke.CAP_ROUND ? "round" : "square")
                    .append('"');
        }
        if (stroke.getLineJoin() != BasicStroke.JOIN_MITER) {
            body.append(" stroke-linejoin=\"")
                    .append(stroke.getLineJoin() == BasicStroke.JOIN_ROUND ? "round" : "bevel").append('"');
        }
        if (stroke.getDashArray() != null) {
            body.append(" stroke-dasharray=\"");
            for (float dash : stroke.getDashArray()) {
                body.append(SvgPath.number(dash)).append(' ');
            }
            body.setCharAt(body.length() - 1, '"');
        }
    }

    /** Letters of another face are squeezed into the width that the layout expects, if that is known well. */
    private void words(int position, Ink.Words words) {
        AffineTransform place = words.place();
        body.append("<text");
        if (place.getType() == AffineTransform.TYPE_TRANSLATION || place.isIdentity()) {
            body.append(" x=\"").append(SvgPath.number(place.getTranslateX())).append("\" y=\"")
                    .append(SvgPath.number(place.getTranslateY())).append('"');
        } else {
            body.append(" transform=\"matrix(").append(fine(place.getScaleX())).append(' ')
                    .append(fine(place.getShearY())).append(' ').append(fine(place.getShearX())).append(' ')
                    .append(fine(place.getScaleY())).append(' ').append(SvgPath.number(place.getTranslateX()))
                    .append(' ').append(SvgPath.number(place.getTranslateY())).append(")\"");
        }
        body.append(" font-size=\"").append(SvgPath.number(words.size())).append('"');
        if (words.text().length() > 1 && StandardCharsets.US_ASCII.newEncoder().canEncode(words.text())) {
            body.append(" textLength=\"").append(SvgPath.number(words.width()))
                    .append("\" lengthAdjust=\"spacingAndGlyphs\"");
        }
        body.append(colouring.attributes(position, words.colour(), "fill")).append('>').append(escape(words.text()))
                .append("</text>\n");
    }

    private static String fine(double factor) {
        return SvgPath.number(Math.rint(factor * 1e4) / 1e4);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
