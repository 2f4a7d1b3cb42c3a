package org.penumbra.testing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.picture.Visualizer;

/**
 * What every visualizer must keep, on runs that are made up: of chains, of a guide, of draws alone, of rows that latent
 * vectors explain and of a calibration, with 3 values and with 3,000, and with values that are hard to draw:
 * <ul>
 * <li>it draws a run, or says in words what is missing and what to do, and says the same when it is asked again;
 * <li>a picture has a title, a description, and a size that fits on a sheet;
 * <li>it fills its size with the background of the theme, draws something on it and nothing outside;
 * <li>it leaves the canvas as it was, and the evidence as well;
 * <li>the same evidence gives the same picture.
 * </ul>
 * Painting needs an installed font.
 *
 * @param <O> options of the visualizer
 */
public final class VisualizerContract<O extends Record> {

    private static final int FEW = 1;
    private static final int MANY = 2998;
    private static final double LARGEST = 20_000;
    private static final int MARGIN = 30;
    /** Letters of another face than the one that pictures are measured for may be so much wider. */
    private static final double WIDER = 0.06;

    private final Visualizer<O> visualizer;
    private final O options;
    private int drawn;

    private VisualizerContract(Visualizer<O> visualizer, O options) {
        this.visualizer = visualizer;
        this.options = options;
    }

    /**
     * Checks all of it.
     *
     * @throws AssertionError saying which promise is broken, on which run
     */
    public static <O extends Record> void check(Visualizer<O> visualizer, O options) {
        VisualizerContract<O> contract = new VisualizerContract<>(visualizer, options);
        for (MadeEvidence evidence : List.of(MadeEvidence.ofChains(FEW), MadeEvidence.ofChains(MANY),
                MadeEvidence.ofGuide(FEW), MadeEvidence.ofGuide(MANY), MadeEvidence.ofDraws(FEW),
                MadeEvidence.ofCalibration(FEW), MadeEvidence.ofCalibration(MANY), MadeEvidence.ofOddities(),
                MadeEvidence.ofCodes(1), MadeEvidence.ofCodes(5))) {
            String what = evidence.subject() + " with " + evidence.posterior().names().size() + " values: ";
            contract.check(evidence, what);
        }
        Claims.hold(contract.drawn > 0, "all of the runs were refused");
    }

    private void check(MadeEvidence evidence, String what) {
        Optional<Visualizer.Refusal> refusal = visualizer.refusal(evidence);
        Claims.hold(refusal.equals(visualizer.refusal(evidence)), what + "asked again, it answers otherwise");
        boolean lacks = visualizer.needs().stream().anyMatch(need -> !need.isMet(evidence));
        Claims.hold(!lacks || refusal.isPresent(), what + "it needs what is missing, and does not refuse");
        if (refusal.isPresent()) {
            Claims.hold(!refusal.get().lack().isBlank() && refusal.get().advice().strip().endsWith("."),
                    what + "a refusal says what is missing, and in a sentence what to do");
            return;
        }
        drawn++;
        double before = digest(evidence);
        Picture picture = visualizer.picture(evidence, options);
        Claims.hold(!picture.title().isBlank() && !picture.description().isBlank(),
                what + "a picture has a title and a description");
        Claims.hold(picture.width() > 0 && picture.width() <= LARGEST && picture.height() > 0
                && picture.height() <= LARGEST, what + "a size of " + picture.width() + " x " + picture.height());
        for (Theme theme : Theme.values()) {
            painted(picture, theme, what + theme + ": ");
        }
        Claims.hold(Arrays.equals(pixels(picture, Theme.LIGHT), pixels(visualizer.picture(evidence, options),
                Theme.LIGHT)), what + "the same evidence gives another picture");
        Claims.hold(Double.compare(before, digest(evidence)) == 0, what + "the draws were changed");
    }

    /** A number that changes when a draw does. */
    private static double digest(Evidence evidence) {
        double sum = 0;
        for (int position = 0; position < evidence.posterior().names().size(); position++) {
            sum = 31 * (sum % 1e9) + Arrays.hashCode(evidence.posterior().values(position));
        }
        return sum;
    }

    private static void painted(Picture picture, Theme theme, String what) {
        BufferedImage image = paint(picture, theme, true);
        int width = (int) Math.ceil(picture.width());
        int height = (int) Math.ceil(picture.height());
        int background = theme.background().getRGB();
        for (int x : new int[] {MARGIN + 1, MARGIN + width - 2}) {
            for (int y : new int[] {MARGIN + 1, MARGIN + height - 2}) {
                Claims.hold(image.getRGB(x, y) == background, what + "a corner is not in the colour of the background");
            }
        }
        int ink = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean inside = x >= MARGIN - 1 && x <= MARGIN + width * (1 + WIDER) && y >= MARGIN - 1
                        && y <= MARGIN + height;
                int colour = image.getRGB(x, y);
                Claims.hold(inside || colour == 0, what + "something is drawn outside, at " + (x - MARGIN) + ", "
                        + (y - MARGIN));
                ink += inside && colour != background && colour != 0 ? 1 : 0;
            }
        }
        Claims.hold(ink > width / 2, what + "there is nothing to be seen");
    }

    private static BufferedImage paint(Picture picture, Theme theme, boolean checked) {
        BufferedImage image = new BufferedImage((int) Math.ceil(picture.width() * (1 + WIDER)) + 2 * MARGIN,
                (int) Math.ceil(picture.height()) + 2 * MARGIN, BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = image.createGraphics();
        canvas.translate(MARGIN, MARGIN);
        canvas.setColor(Color.MAGENTA);
        canvas.setStroke(new BasicStroke(3));
        AffineTransform place = canvas.getTransform();
        picture.paint(canvas, theme);
        if (checked) {
            Claims.hold(canvas.getTransform().equals(place) && canvas.getClip() == null
                    && canvas.getColor().equals(Color.MAGENTA) && canvas.getStroke().equals(new BasicStroke(3)),
                    "the canvas is not as it was: its transformation, clip, colour or stroke changed");
        }
        canvas.dispose();
        return image;
    }

    private static int[] pixels(Picture picture, Theme theme) {
        BufferedImage image = paint(picture, theme, false);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
