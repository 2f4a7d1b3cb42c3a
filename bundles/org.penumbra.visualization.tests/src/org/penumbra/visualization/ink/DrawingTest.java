package org.penumbra.visualization.ink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;

/** One small picture with everything that pictures are made of, in every format. */
class DrawingTest {

    private record Made(BiConsumer<Graphics2D, Theme> brush) implements Picture {
        @Override
        public String title() {
            return "A < B";
        }

        @Override
        public String description() {
            return "Shapes";
        }

        @Override
        public double width() {
            return 100;
        }

        @Override
        public double height() {
            return 60;
        }

        @Override
        public void paint(Graphics2D canvas, Theme theme) {
            canvas.setColor(theme.background());
            canvas.fill(new Rectangle2D.Double(0, 0, 100, 60));
            brush.accept(canvas, theme);
        }
    }

    private static final Picture SHAPES = new Made((canvas, theme) -> {
        Graphics2D own = (Graphics2D) canvas.create();
        own.clip(new Rectangle2D.Double(10, 10, 50, 40));
        own.setColor(theme.series(0));
        own.fill(new Rectangle2D.Double(0, 20, 30, 10));
        own.fill(new Rectangle2D.Double(40, 20, 30, 10));
        own.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        own.setColor(Theme.faded(theme.series(1), 0.5));
        own.draw(new Line2D.Double(10, 40, 60, 40));
        own.dispose();
        canvas.setFont(theme.font(10));
        canvas.setColor(theme.text());
        canvas.drawString("mu & \u03c3", 62, 20);
        canvas.rotate(-Math.PI / 2, 95, 55);
        canvas.drawString("up", 95, 55);
    });

    @Test
    void svgIsShortAndExact() {
        assertEquals("""
                <svg xmlns="http://www.w3.org/2000/svg" width="100" height="60" viewBox="0 0 100 60" role="img" \
                font-family="Arial, Helvetica, Liberation Sans, Arimo, sans-serif">
                <title>A &lt; B</title>
                <desc>Shapes</desc>
                <defs>
                <clipPath id="c0"><rect x="10" y="10" width="50" height="40"/></clipPath>
                </defs>
                <path d="M0 0h100v60h-100Z" fill="#ffffff"/>
                <g clip-path="url(#c0)">
                <path d="M0 20h30v10h-30ZM40 20h30v10h-30Z" fill="#0072b2"/>
                <path d="M10 40 60 40" fill="none" stroke="#d55e00" stroke-opacity="0.5" stroke-width="2" \
                stroke-linecap="round" stroke-linejoin="round"/>
                </g>
                <text x="62" y="20" font-size="10" fill="#1f2328">mu &amp; \u03c3</text>
                <text transform="matrix(0 -1 1 0 95 55)" font-size="10" textLength="11.12" \
                lengthAdjust="spacingAndGlyphs" fill="#1f2328">up</text>
                </svg>
                """, new Drawing(SHAPES).svg(Theme.LIGHT));
    }

    @Test
    void onePageCanBeLightAndDark() throws Exception {
        String svg = new Drawing(SHAPES).svgForBoth("p");
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        String dark = svg.substring(svg.indexOf("@media (prefers-color-scheme: dark)"), svg.indexOf("</style>"));
        assertTrue(dark.contains("fill:" + InkSvg.hex(Theme.DARK.background())), dark);
        assertTrue(svg.contains("<clipPath id=\"pc0\">") && svg.contains("url(#pc0)"), svg);
        assertFalse(svg.substring(svg.indexOf("</style>")).contains("#ffffff"), "colours are in the style sheet");
        Picture fickle = new Made((canvas, theme) -> {
            if (theme == Theme.DARK) {
                canvas.fillRect(0, 0, 1, 1);
            }
        });
        String reason = assertThrows(IllegalStateException.class, () -> new Drawing(fickle).svgForBoth("p"))
                .getMessage();
        assertTrue(reason.contains("1 marks in light colours and 2 in dark"), reason);
    }

    @Test
    void pixelsAreWhereTheShapesAre() throws IOException {
        byte[] png = new Drawing(SHAPES).png(Theme.LIGHT, 2);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(200, image.getWidth());
        assertEquals(120, image.getHeight());
        assertEquals(Theme.LIGHT.series(0), new Color(image.getRGB(30, 50)));
        assertEquals(Color.WHITE, new Color(image.getRGB(10, 50)), "cut off by the clip");
        assertEquals(Color.WHITE, new Color(image.getRGB(70, 50)), "between the boxes");
        int ink = 0;
        for (int x = 124; x < 180; x++) {
            for (int y = 24; y < 42; y++) {
                ink += image.getRGB(x, y) == Color.WHITE.getRGB() ? 0 : 1;
            }
        }
        assertTrue(ink > 100, "letters leave " + ink + " pixels");
        assertArrayEquals(png, new Drawing(SHAPES).png(Theme.LIGHT, 2));
    }

    @Test
    void pdfHasTheSizeAndTextThatCanBeFound() throws IOException {
        byte[] pdf = new Drawing(SHAPES).pdf(Theme.DARK);
        assertArrayEquals(pdf, new Drawing(SHAPES).pdf(Theme.DARK));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(1, document.getNumberOfPages());
            assertEquals(75, document.getPage(0).getMediaBox().getWidth());
            assertEquals(45, document.getPage(0).getMediaBox().getHeight());
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("mu & \u03c3"), text);
        }
    }

    /** The three that PDF has no letters for are drawn; nothing breaks. */
    @Test
    void lettersThatTheFaceDoesNotHave() throws IOException {
        Picture ideographs = new Made((canvas, theme) -> {
            canvas.setFont(theme.font(10));
            canvas.drawString("\u4e2d\u6587", 5, 20);
        });
        try (PDDocument document = Loader.loadPDF(new Drawing(ideographs).pdf(Theme.LIGHT))) {
            assertEquals(1, document.getNumberOfPages());
        }
        assertTrue(new Drawing(ideographs).svg(Theme.LIGHT).contains(">\u4e2d\u6587</text>"));
    }

    @Test
    void circlesKeepTheirFormInEveryTransformation() {
        Picture circle = new Made((canvas, theme) -> {
            canvas.translate(20, 20);
            canvas.scale(2, 2);
            canvas.draw(new Ellipse2D.Double(-5, -5, 10, 10));
        });
        String svg = new Drawing(circle).svg(Theme.LIGHT);
        assertTrue(svg.contains("M30 20C30 25.52") && svg.contains("stroke-width=\"2\""), svg);
    }

    @Test
    void whatNoFormatKeepsSharpIsRefused() {
        Picture gradient = new Made((canvas, theme) -> canvas.setPaint(new GradientPaint(0, 0, Color.RED, 1, 1,
                Color.BLUE)));
        assertThrows(UnsupportedOperationException.class, () -> new Drawing(gradient).svg(Theme.LIGHT));
        Picture image = new Made((canvas, theme) -> canvas.drawImage(new BufferedImage(1, 1,
                BufferedImage.TYPE_INT_RGB), 0, 0, null));
        assertThrows(UnsupportedOperationException.class, () -> new Drawing(image).pdf(Theme.LIGHT));
    }

    @Test
    void aScaleThatMakesNoSenseIsToldSo() {
        Drawing drawing = new Drawing(SHAPES);
        for (double scale : new double[] {0, -1, Double.NaN, 1e4}) {
            PenumbraException wrong = assertThrows(PenumbraException.class, () -> drawing.png(Theme.LIGHT, scale));
            assertEquals("PEN-4502", wrong.problems().getFirst().code());
        }
    }

    @Test
    void numbersAreWrittenShortly() {
        assertEquals("0", SvgPath.number(-0.001));
        assertEquals("-1.5", SvgPath.number(-1.5));
        assertEquals("2.05", SvgPath.number(2.0451));
        assertEquals("1000000", SvgPath.number(1e9));
        assertThrows(IllegalArgumentException.class, () -> SvgPath.number(Double.NaN));
    }

    /** The layout measures by the published widths; these are the letters that are drawn. */
    @Test
    void theFaceIsAsWideAsTheLayoutExpects() {
        String all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;()[]+-=<>%/_'";
        all.codePoints().mapToObj(Character::toString).forEach(letter -> assertEquals(Letters.installed().width(letter),
                Theme.LIGHT.font(1).width(letter), 0.002, letter));
    }
}
