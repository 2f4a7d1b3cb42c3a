package org.penumbra.visualization;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.model.Model;

/**
 * A model as a picture: its graph with plates, and below it the statements behind the nodes. Latent sites are outlined
 * ellipses, observed ones are shaded, deterministic values are dashed, data are small dotted boxes and factors small
 * squares.
 *
 * <p>The same model gives the same picture, to the byte in SVG, on every machine.
 */
public final class ModelPicture {

    /** Pixels that a PNG may have: 400 MB of memory while it is drawn. */
    private static final double LARGEST = 1e8;

    private final Scene scene;

    /** A picture of everything in the model. */
    public ModelPicture(Model model, Theme theme) {
        this(ModelGraph.of(model), theme);
    }

    /** A picture of a graph, for instance {@link ModelGraph#withoutData() without data}. */
    public ModelPicture(ModelGraph graph, Theme theme) {
        this.scene = ModelScene.of(graph, theme);
    }

    /** Width and height in pixels at scale 1. */
    public Dimension size() {
        return new Dimension((int) scene.width(), (int) scene.height());
    }

    /** An SVG 1.1 document in UTF-8; needs no fonts. */
    public String svg() {
        return SvgWriter.write(scene);
    }

    /**
     * Draws with the left upper corner at the origin, background included.
     *
     * @throws PenumbraException (code PEN-4501) when Java finds no font
     */
    public void paint(Graphics2D canvas) {
        Painter.paint(scene, canvas);
    }

    /**
     * A PNG file.
     *
     * @param scale pixels per unit of {@link #size()}, above 0; 2 is sharp on most screens
     * @throws PenumbraException (PEN-4501) when Java finds no font; (PEN-4502) when the scale gives an empty picture or
     *         one of more than a hundred million pixels
     */
    public byte[] png(double scale) {
        double width = Math.ceil(scene.width() * scale);
        double height = Math.ceil(scene.height() * scale);
        if (!(width >= 1 && height >= 1 && width * height <= LARGEST)) {
            throw PenumbraException.usage(Problem.error("PEN-4502", "A scale of " + Notation.number(scale)
                    + " would make a picture of " + Notation.number(width) + " x " + Notation.number(height)
                    + " pixels, and it must have between 1 and 100 million.")
                    .advise("Choose a scale between 0.5 and 4."));
        }
        BufferedImage image = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            Painter.clear(canvas, image, scene);
            canvas.scale(scale, scale);
            paint(canvas);
        } finally {
            canvas.dispose();
        }
        return encode(image);
    }

    private static byte[] encode(BufferedImage image) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }
}
