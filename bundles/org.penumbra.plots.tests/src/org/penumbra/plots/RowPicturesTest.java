package org.penumbra.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Codes;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;
import org.penumbra.testing.MadeEvidence;

class RowPicturesTest {

    private final MadeEvidence evidence = MadeEvidence.ofCodes(5);
    private final Codes codes = evidence.codes().orElseThrow();

    /** Independent numbers with standard deviations 3, 2 and 0.5, turned by a right angle in the last two. */
    @Test
    void thePlaneIsThatOfTheLargestSpread() {
        RandomStream random = RandomStream.of(1);
        double[][] vectors = new double[5000][];
        Arrays.setAll(vectors, k -> new double[] {5 + 3 * random.nextGaussian(), 0.5 * random.nextGaussian(),
                2 * random.nextGaussian()});
        PrincipalPlane plane = PrincipalPlane.of(vectors);
        // Directions of 5000 draws are off by about 0.01.
        assertArrayEquals(new double[] {1, 0, 0}, plane.axes()[0], 0.05);
        assertArrayEquals(new double[] {0, 0, 1}, plane.axes()[1], 0.05);
        assertEquals(13 / 13.25, plane.share(), 0.005);
        assertEquals(0, Arrays.stream(plane.first(vectors)).average().orElseThrow(), 1e-9);
    }

    @Test
    void vectorsOfTwoNumbersAreTakenAsTheyAre() {
        PrincipalPlane plane = PrincipalPlane.of(new double[][] {{1, 5}, {2, -3}});
        assertArrayEquals(new double[] {1, 2}, plane.first(new double[][] {{1, 5}, {2, -3}}));
        assertArrayEquals(new double[] {5, -3}, plane.second(new double[][] {{1, 5}, {2, -3}}));
    }

    @Test
    void aVectorWhoseLengthIsASquareIsAnImage() {
        RowImages images = RowImages.of(codes, 0);
        assertEquals(6, images.width());
        assertEquals(60, images.height(60));
        assertEquals(12, RowImages.of(codes, 12).width());
        assertEquals(15, RowImages.of(codes, 12).height(60));
        assertEquals("PEN-4512", assertThrows(PenumbraException.class, () -> RowImages.of(codes, 7)).problems()
                .getFirst().code());
    }

    @Test
    void coloursAreThoseOfAColumnWithClasses() {
        Picture found = new LatentMap().picture(evidence, new LatentMap.Options("", 50));
        Picture named = new LatentMap().picture(evidence, new LatentMap.Options("side", 50));
        assertArrayEquals(pixels(found, Theme.LIGHT), pixels(named, Theme.LIGHT));
        assertEquals("PEN-4513", refusal("weight"));
        assertEquals("PEN-4513", refusal("sides"));
    }

    private String refusal(String colour) {
        return assertThrows(PenumbraException.class, () -> new LatentMap().picture(evidence,
                new LatentMap.Options(colour, 50))).problems().getFirst().code();
    }

    /** Each cell has the colour of its number: nothing for 0, the text's for the largest, half way between them. */
    @Test
    void cellsHaveTheColoursOfTheirNumbers() {
        for (Theme theme : Theme.values()) {
            BufferedImage image = new BufferedImage(42, 42, BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = image.createGraphics();
            new Raster(new double[] {0, 1, 0.5, Double.NaN}, 2, 0, 1, 1).paint(canvas,
                    new Rectangle2D.Double(0, 0, 42, 42), theme);
            assertEquals(theme.background().getRGB(), image.getRGB(10, 10));
            assertEquals(theme.text().getRGB(), image.getRGB(30, 10));
            int half = (theme.background().getGreen() + theme.text().getGreen()) / 2;
            assertEquals(half, image.getRGB(10, 30) >> 8 & 0xff, 1);
            assertEquals(theme.background().getRGB(), image.getRGB(30, 30));
            canvas.dispose();
        }
    }

    @Test
    void aTraversalMovesTheNumberThatVariesMostFirst() {
        Picture one = new LatentTraversal().picture(evidence, new LatentTraversal.Options(3, 1, 5, 0));
        assertTrue(one.description().contains("of row 3"), one.description());
        assertTrue(one.description().matches(".*a row for each of z\\[,[12]\\]\\."), one.description());
    }

    @Test
    void reconstructionsAreBesideTheirRows() {
        Picture few = new Reconstructions().picture(evidence, new Reconstructions.Options(4, 0));
        Picture more = new Reconstructions().picture(evidence, new Reconstructions.Options(12, 0));
        assertTrue(more.height() > 1.2 * few.height() / 2, "three rows of images twice");
        assertTrue(few.title().startsWith("Reconstructions"));
    }

    private static int[] pixels(Picture picture, Theme theme) {
        BufferedImage image = new BufferedImage((int) picture.width(), (int) picture.height(),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        picture.paint(canvas, theme);
        canvas.dispose();
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
