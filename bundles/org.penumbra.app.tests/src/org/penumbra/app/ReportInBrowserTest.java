package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.picture.Theme;

/** A report, looked at in a real browser; skipped, and said so, where there is none. */
@Tag("browser")
class ReportInBrowserTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void isThereInLightAndInDark() throws IOException, InterruptedException {
        Browser browser = Browser.find(folder);
        Path page = written();
        look(browser.screenshot(page, "light.png"), Theme.LIGHT);
        look(browser.screenshot(page, "dark.png", "--force-dark-mode"), Theme.DARK);
    }

    /** Background at the edge, the verdict's bar near the top, and the colours of pictures below. */
    private static void look(Path screenshot, Theme theme) throws IOException {
        BufferedImage image = ImageIO.read(screenshot.toFile());
        assertEquals(1000, image.getWidth());
        assertEquals(theme.background().getRGB(), image.getRGB(3, 3), theme + ": the ground");
        Set<Integer> colours = new HashSet<>();
        int posterior = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
                posterior += image.getRGB(x, y) == theme.series(0).getRGB() ? 1 : 0;
            }
        }
        assertTrue(colours.contains(theme.text().getRGB()), theme + ": text");
        assertTrue(colours.size() > 100, theme + ": " + colours.size() + " colours");
        assertTrue(posterior > 200, theme + ": " + posterior + " pixels in the colour of the posterior");
    }

    /** What a press on the header of the means does to the first table, and a second press. */
    @Test
    void tablesSort() throws IOException, InterruptedException {
        Browser browser = Browser.find(folder);
        Path page = written();
        assertEquals(List.of("a", "b", "s"), names(browser.content(page)), "in the order of the model");
        List<Double> rising = means(browser.content(pressed(page, 1)));
        assertEquals(rising.stream().sorted().toList(), rising);
        assertEquals(rising.reversed(), means(browser.content(pressed(page, 2))));
        assertTrue(rising.getFirst() < rising.getLast());
    }

    private Path written() throws IOException {
        StoredRuns runs = StoredRuns.get();
        Path page = folder.resolve("report.html");
        ReportCommandTest.report(runs.guide, runs.chains, page);
        return page;
    }

    private Path pressed(Path page, int times) throws IOException {
        String press = "<script>" + "document.querySelectorAll('#posterior + .scroll th button')[1].click();".repeat(
                times) + "</script></body>";
        return Files.writeString(folder.resolve("pressed.html"), Files.readString(page).replace("</body>", press));
    }

    private static List<String> names(String content) {
        return first(content, "<tr><td>([^<]*)</td>");
    }

    private static List<Double> means(String content) {
        return first(content, "<tr><td>[^<]*</td><td>([^<]*)</td>").stream().map(Double::valueOf).toList();
    }

    private static List<String> first(String content, String row) {
        String table = content.substring(content.indexOf("<tbody>"), content.indexOf("</tbody>"));
        return Pattern.compile(row).matcher(table).results().map(one -> one.group(1)).toList();
    }
}
