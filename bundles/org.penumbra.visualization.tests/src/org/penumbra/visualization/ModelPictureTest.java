package org.penumbra.visualization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.model.Model;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ModelPictureTest {

    static Stream<Model> models() {
        return Canonical.all();
    }

    /** With {@code -Dgolden.write=DIR} the files are written there instead, to be looked at before they are kept. */
    @ParameterizedTest
    @CsvSource({ "RUGGED, LIGHT", "EIGHT_SCHOOLS, DARK", "NESTED, LIGHT" })
    void svgIsTheGoldenOne(Canonical model, Theme theme) throws IOException {
        String file = model.name().toLowerCase(Locale.ROOT) + "-"
                + theme.name().toLowerCase(Locale.ROOT) + ".svg";
        String actual = new ModelPicture(model.model(), theme).svg();
        String folder = System.getProperty("golden.write");
        if (folder != null) {
            Files.writeString(Path.of(folder, file), actual);
        }
        try (InputStream golden = ModelPictureTest.class.getResourceAsStream("golden/" + file)) {
            assertIterableEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines().toList(),
                    actual.lines().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void sameModelSameBytes(Model model) {
        assertEquals(new ModelPicture(model, Theme.LIGHT).svg(), new ModelPicture(model, Theme.LIGHT).svg());
    }

    @ParameterizedTest
    @MethodSource("models")
    void svgIsWellFormedAndNoTextIsCut(Model model) throws Exception {
        ModelPicture picture = new ModelPicture(model, Theme.DARK);
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.svg().getBytes(StandardCharsets.UTF_8)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        NodeList texts = document.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            double size = Double.parseDouble(text.getAttribute("font-size"));
            double width = TextWidths.of(text.getTextContent(), size);
            double x = Double.parseDouble(text.getAttribute("x")) - (text.hasAttribute("text-anchor") ? width / 2 : 0);
            double y = Double.parseDouble(text.getAttribute("y"));
            assertTrue(x >= 0 && x + width <= picture.size().width, text.getTextContent());
            assertTrue(y - size >= 0 && y + size / 4 <= picture.size().height, text.getTextContent());
        }
    }

    @Test
    void everyStatementCanBeRead() {
        String svg = new ModelPicture(Canonical.RUGGED.model(), Theme.LIGHT).svg();
        for (String statement : ModelGraph.of(Canonical.RUGGED.model()).statements()) {
            assertTrue(svg.contains(">" + statement + "</text>"), statement);
        }
    }

    @Test
    void charactersOfXmlAreEscaped() {
        String svg = new ModelPicture(ModelText.model("model M { a ~ Normal(if 1 < 2 && 3 > 2 then 0 else 1, 1) }"),
                Theme.LIGHT).svg();
        assertTrue(svg.contains("if 1 &lt; 2 &amp;&amp; 3 &gt; 2 then 0 else 1"));
    }

    @Test
    void coordinatesAreShortAndUseAPoint() {
        assertEquals("12.35", SvgWriter.number(12.3456));
        assertEquals("12", SvgWriter.number(12.0));
        assertEquals("100", SvgWriter.number(100));
        assertEquals("0", SvgWriter.number(-0.001));
    }

    @Test
    void pngHasTheScaledSizeAndTheColoursOfTheTheme() throws IOException {
        ModelPicture picture = new ModelPicture(Canonical.RUGGED.model(), Theme.DARK);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png(1.5)));
        assertEquals((int) Math.ceil(picture.size().width * 1.5), image.getWidth());
        assertEquals((int) Math.ceil(picture.size().height * 1.5), image.getHeight());
        Color background = Color.decode(Theme.DARK.background());
        assertEquals(background.getRGB(), image.getRGB(0, 0));
        assertEquals(background.getRGB(), image.getRGB(image.getWidth() - 1, image.getHeight() - 1));
        assertTrue(count(image, Color.decode(Theme.DARK.node(ModelGraph.Kind.OBSERVED).fill())) > 500,
                "the observed node is filled");
        assertTrue(count(image, Color.decode(Theme.DARK.text())) > 50, "there is text");
    }

    private static long count(BufferedImage image, Color colour) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void pngIsTheSameTwice() {
        ModelPicture picture = new ModelPicture(Canonical.HMM.model(), Theme.LIGHT);
        assertArrayEquals(picture.png(1), picture.png(1));
    }

    @Test
    void paintingLeavesTheCanvasAsItWas() {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setColor(Color.PINK);
        new ModelPicture(Canonical.HMM.model(), Theme.LIGHT).paint(canvas);
        assertEquals(Color.PINK, canvas.getColor());
        assertTrue(canvas.getTransform().isIdentity());
        canvas.dispose();
    }

    @ParameterizedTest
    @CsvSource({ "0", "-1", "NaN", "1000", "Infinity" })
    void scalesWithoutAPictureAreRefused(double scale) {
        ModelPicture picture = new ModelPicture(Canonical.EMPTY.model(), Theme.LIGHT);
        PenumbraException refused = assertThrows(PenumbraException.class, () -> picture.png(scale));
        assertEquals("PEN-4502", refused.problems().getFirst().code());
    }

    @Test
    void aMissingFontIsSaidPlainly() {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        Scene scene = ModelScene.of(ModelGraph.of(Canonical.HMM.model()), Theme.LIGHT);
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> Painter.paint(scene, image.createGraphics(), (text, context) -> {
                    throw new InternalError("Fontconfig head is null");
                }));
        assertEquals("PEN-4501", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains("apt-get install fontconfig fonts-dejavu-core"));
        assertFalse(refused.getMessage().contains("Fontconfig head"));
    }

    @Test
    void aPictureOfAnEmptyModelIsEmptyButValid() {
        assertTrue(new ModelPicture(Canonical.EMPTY.model(), Theme.LIGHT).svg().endsWith("</svg>\n"));
    }
}
