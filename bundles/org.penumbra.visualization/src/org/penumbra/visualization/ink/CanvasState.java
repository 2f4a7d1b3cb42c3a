package org.penumbra.visualization.ink;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.penumbra.picture.Lettering;

/** What a canvas remembers: transformation, clip, pen and letters. */
abstract class CanvasState extends Graphics2D {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final double LETTERS = 12;

    private AffineTransform transform = new AffineTransform();
    /** In pixels of the sheet; null for everywhere. */
    private Shape clip;
    private Color colour = Color.BLACK;
    private Color background = Color.WHITE;
    private float opacity = 1;
    private BasicStroke stroke = new BasicStroke();
    private Font font = new Lettering(LETTERS);
    private RenderingHints hints = new RenderingHints(null);

    CanvasState() {
    }

    CanvasState(CanvasState from) {
        this.transform = from.getTransform();
        this.clip = from.clip;
        this.colour = from.colour;
        this.background = from.background;
        this.opacity = from.opacity;
        this.stroke = from.stroke;
        this.font = from.font;
        this.hints = (RenderingHints) from.hints.clone();
    }

    /** The colour with everything that makes it paler. */
    final Color ink() {
        return opacity == 1 ? colour : new Color(colour.getRed(), colour.getGreen(), colour.getBlue(),
                Math.round(colour.getAlpha() * opacity));
    }

    final Shape sheetClip() {
        return clip;
    }

    /** How much longer lines become, as the root of how much larger areas do. */
    final double magnification() {
        return Math.sqrt(Math.abs(transform.getDeterminant()));
    }

    /** The stroke in pixels of the sheet. */
    final BasicStroke sheetStroke() {
        float scale = (float) magnification();
        if (scale == 1) {
            return stroke;
        }
        float[] dashes = stroke.getDashArray();
        for (int i = 0; dashes != null && i < dashes.length; i++) {
            dashes[i] *= scale;
        }
        return new BasicStroke(stroke.getLineWidth() * scale, stroke.getEndCap(), stroke.getLineJoin(),
                stroke.getMiterLimit(), dashes, stroke.getDashPhase() * scale);
    }

    @Override
    public void setComposite(Composite composite) {
        if (!(composite instanceof AlphaComposite alpha) || alpha.getRule() != AlphaComposite.SRC_OVER) {
            throw new UnsupportedOperationException("pictures are drawn with AlphaComposite.SRC_OVER alone");
        }
        opacity = alpha.getAlpha();
    }

    @Override
    public Composite getComposite() {
        return AlphaComposite.getInstance(AlphaComposite.SRC_OVER, opacity);
    }

    @Override
    public void setPaint(Paint paint) {
        if (!(paint instanceof Color plain)) {
            throw new UnsupportedOperationException("pictures are painted in plain colours");
        }
        colour = plain;
    }

    @Override
    public Paint getPaint() {
        return colour;
    }

    @Override
    public void setColor(Color plain) {
        colour = plain;
    }

    @Override
    public Color getColor() {
        return colour;
    }

    @Override
    public void setBackground(Color plain) {
        background = plain;
    }

    @Override
    public Color getBackground() {
        return background;
    }

    @Override
    public void setStroke(Stroke pen) {
        if (!(pen instanceof BasicStroke basic)) {
            throw new UnsupportedOperationException("lines are drawn with a BasicStroke");
        }
        stroke = basic;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setFont(Font letters) {
        font = letters instanceof Lettering ? letters : new Lettering(letters.getSize2D());
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public java.awt.FontMetrics getFontMetrics(Font letters) {
        return (letters instanceof Lettering own ? own : new Lettering(letters.getSize2D())).metrics();
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return CONTEXT;
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, Object value) {
        if (value == null) {
            hints.remove(key);
        } else {
            hints.put(key, value);
        }
    }

    @Override
    public Object getRenderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHints(Map<?, ?> others) {
        hints.clear();
        hints.putAll(others);
    }

    @Override
    public void addRenderingHints(Map<?, ?> others) {
        hints.putAll(others);
    }

    @Override
    public RenderingHints getRenderingHints() {
        return (RenderingHints) hints.clone();
    }

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public void rotate(double angle) {
        transform.rotate(angle);
    }

    @Override
    public void rotate(double angle, double x, double y) {
        transform.rotate(angle, x, y);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void shear(double x, double y) {
        transform.shear(x, y);
    }

    @Override
    public void transform(AffineTransform further) {
        transform.concatenate(further);
    }

    @Override
    public void setTransform(AffineTransform other) {
        transform = new AffineTransform(other);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void clip(Shape further) {
        Shape onSheet = onSheet(further);
        clip = clip == null ? onSheet : intersection(clip, onSheet);
    }

    @Override
    public void setClip(Shape shape) {
        clip = shape == null ? null : onSheet(shape);
    }

    @Override
    public Shape getClip() {
        if (clip == null) {
            return null;
        }
        try {
            return moved(clip, transform.createInverse());
        } catch (NoninvertibleTransformException flat) {
            return new Rectangle2D.Double();
        }
    }

    @Override
    public Rectangle getClipBounds() {
        Shape shape = getClip();
        return shape == null ? null : shape.getBounds();
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip(new Rectangle(x, y, width, height));
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        setClip(new Rectangle(x, y, width, height));
    }

    /** In pixels of the sheet; a rectangle stays one where nothing turns it, which keeps files small. */
    final Shape onSheet(Shape shape) {
        return moved(shape, transform);
    }

    private static Shape moved(Shape shape, AffineTransform way) {
        if (shape instanceof Rectangle2D box && way.getShearX() == 0 && way.getShearY() == 0) {
            return way.createTransformedShape(box).getBounds2D();
        }
        return way.createTransformedShape(shape);
    }

    private static Shape intersection(Shape one, Shape other) {
        if (one instanceof Rectangle2D box && other instanceof Rectangle2D second) {
            Rectangle2D both = box.createIntersection(second);
            return both.getWidth() < 0 || both.getHeight() < 0 ? new Rectangle2D.Double() : both;
        }
        Area both = new Area(one);
        both.intersect(new Area(other));
        return both;
    }
}
