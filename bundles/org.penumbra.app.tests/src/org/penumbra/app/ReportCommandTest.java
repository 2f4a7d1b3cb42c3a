package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penumbra report}: what is on the page, and in which order. */
class ReportCommandTest {

    @TempDir
    Path folder;
    private final StoredRuns runs = StoredRuns.get();

    static String report(Path run, Path reference, Path out) throws IOException {
        Terminal terminal = new Terminal();
        assertEquals(0, terminal.run("report", run.toString(), "--reference", reference.toString(), "--out",
                out.toString()), terminal.err());
        assertEquals("report: " + out + "\n", terminal.out());
        return Files.readString(out);
    }

    @Test
    void verdictFirstThenEverythingElse() throws IOException {
        String page = report(runs.chains, runs.guide, folder.resolve("r.html"));
        int at = 0;
        for (String next : List.of("<h1>Line, NUTS</h1>", "class=\"verdict", "id=\"posterior\"", "R-hat",
                "id=\"picture-Trace\"", "id=\"picture-Forest\"", "id=\"picture-Marginals\"", "id=\"picture-Pairs\"",
                "id=\"picture-Predictive\"", "id=\"picture-Autocorrelation\"", "id=\"picture-Compare\"",
                "id=\"model\"", "id=\"picture-Graph\"",
                "plate i in 1..n", "id=\"data\"", "xy.csv", "Observed sites", "id=\"settings\"", "warmup",
                "./penumbra fit ", "chains --seed 4", "<script>")) {
            int found = page.indexOf(next, at);
            assertTrue(found >= 0, next + " is missing, or comes too early");
            at = found;
        }
        assertTrue(page.contains("infer guide of Line { data &quot;xy.csv&quot;"), "the text is escaped");
    }

    @Test
    void nothingIsAskedOfTheNetwork() throws IOException {
        String page = report(runs.guide, runs.chains, folder.resolve("r.html"))
                .replace("http://www.w3.org/2000/svg", "");
        assertFalse(Pattern.compile("https?://|//[a-z]+\\.|@import|url\\((?!#)|<link|<img|\\ssrc=").matcher(page)
                .find());
        assertTrue(Pattern.compile("\\sid=\"([^\"]+)\"").matcher(page).results().map(one -> one.group(1))
                .sorted().reduce((a, b) -> {
                    assertFalse(a.equals(b), "two elements with the id " + a);
                    return b;
                }).isPresent());
    }

    @Test
    void theSamePageAgainAndNothingBesideIt() throws IOException {
        Path out = folder.resolve("r.html");
        String first = report(runs.guide, runs.chains, out);
        assertEquals(first, report(runs.guide, runs.chains, out), "replaced by the same");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(out), files.toList());
        }
    }

    @Test
    void withoutOutItIsInTheFolderWhichStaysWhole() {
        Terminal terminal = new Terminal();
        assertEquals(0, terminal.run("report", runs.guide.toString(), "-q"), terminal.err());
        assertTrue(Files.exists(runs.guide.resolve("report.html")));
        assertEquals(0, new Terminal().run("plot", runs.guide.toString(), "Graph", "--out", folder.toString()));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Terminal terminal = new Terminal();
        assertEquals(64, terminal.run("report", runs.guide.toString(), "--out", file.resolve("r.html").toString(),
                "-q"));
        assertTrue(terminal.err().contains("PEN-5082"), terminal.err());
    }
}
