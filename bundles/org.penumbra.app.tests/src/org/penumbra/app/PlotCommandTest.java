package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penumbra plot} through every layer. */
class PlotCommandTest {

    @TempDir
    Path folder;
    private final StoredRuns runs = StoredRuns.get();

    private static Terminal run(int code, Object... arguments) {
        Terminal terminal = new Terminal();
        assertEquals(code, terminal.run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new)),
                terminal.out() + terminal.err());
        return terminal;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void withoutNamesEverythingThatTheRunHasWhatIsNeededFor() throws IOException {
        Terminal guide = run(0, "plot", runs.guide, "--out", folder.resolve("guide"));
        assertEquals(List.of("ElboTrace.svg", "Forest.svg", "Graph.svg", "KHat.svg", "LooPit.svg", "Marginals.svg",
                "Pairs.svg", "Predictive.svg"), files(folder.resolve("guide")));
        assertTrue(guide.err().contains("no Trace: its draws are independent"), guide.err());
        run(0, "plot", runs.chains, "--out", folder.resolve("chains"), "--reference", runs.guide, "-q");
        assertEquals(List.of("Autocorrelation.svg", "Compare.svg", "Energy.svg", "Forest.svg", "Graph.svg", "KHat.svg",
                "LooPit.svg", "Marginals.svg", "Pairs.svg", "Predictive.svg", "Rank.svg", "Trace.svg"),
                files(folder.resolve("chains")));
    }

    @Test
    void everyFormatAndTheme() throws IOException {
        String dark = Files.readString(made("f.svg", "--theme", "dark"));
        assertTrue(dark.startsWith("<svg") && dark.contains("fill=\"#0f1419\""), dark.substring(0, 300));
        assertTrue(dark.contains(">a</text>") && dark.contains("AutoNormal"), "sites and guide are named");
        assertEquals("%PDF", new String(Files.readAllBytes(made("f.pdf")), 0, 4, StandardCharsets.US_ASCII));
        byte[] png = Files.readAllBytes(made("f.png", "--scale", "1"));
        assertEquals("PNG", new String(png, 1, 3, StandardCharsets.US_ASCII));
        assertArrayEquals(png, Files.readAllBytes(made("again.png", "--scale", "1")), "the same bytes");
    }

    private Path made(String file, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("plot", runs.guide.toString(), "Forest", "--out",
                folder.resolve(file).toString()));
        arguments.addAll(List.of(more));
        Terminal terminal = run(0, arguments.toArray());
        assertEquals("Forest: " + folder.resolve(file) + "\n", terminal.out());
        return folder.resolve(file);
    }

    @Test
    void optionsGoToThePicturesThatHaveThem() throws IOException {
        run(0, "plot", runs.chains, "Forest", "Trace", "--out", folder, "--set", "sites=b", "--set", "Trace.count=1");
        assertFalse(Files.readString(folder.resolve("Forest.svg")).contains(">s</text>"));
        assertTrue(Files.readString(folder.resolve("Trace.svg")).contains(">b</text>"));
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() {
        String unknown = run(64, "plot", runs.guide, "Forrest").err();
        assertTrue(unknown.contains("PEN-5080") && unknown.contains("Forest"), unknown);
        String missing = run(64, "plot", runs.guide, "Energy").err();
        assertTrue(missing.contains("PEN-6025") && missing.contains("NUTS"), missing);
        String option = run(64, "plot", runs.guide, "Forest", "--set", "row=3").err();
        assertTrue(option.contains("PEN-5081") && option.contains("rows"), option);
        String site = run(64, "plot", runs.guide, "Forest", "--set", "sites=c").err();
        assertTrue(site.contains("PEN-4510"), site);
        assertTrue(run(64, "plot", runs.guide, "Forest", "--format", "gif").err().contains("PEN-6027"));
        assertTrue(run(64, "plot", runs.guide, "Forest", "--format", "pdf", "--out", folder.resolve("x.png")).err()
                .contains("PEN-6027"));
        assertTrue(run(64, "plot", runs.guide, "--out", folder.resolve("x.png")).err().contains("PEN-6026"));
        assertTrue(run(64, "plot", runs.guide, "Forest", "--theme", "blue").err().contains("PEN-6020"));
        assertTrue(run(65, "plot", folder.resolve("none"), "Forest").err().contains("PEN-5060"));
        String scale = run(64, "plot", runs.guide, "Forest", "--out", folder.resolve("x.png"), "--scale", "0").err();
        assertTrue(scale.contains("PEN-4502"), scale);
    }

    /** The folder keeps what was drawn; what needs the data says where they were expected. */
    @Test
    void withoutItsDataARunStillHasPictures() throws IOException {
        Path data = runs.folder.resolve("xy.csv");
        Path aside = runs.folder.resolve("aside.csv");
        Files.move(data, aside);
        try {
            Terminal terminal = run(0, "plot", runs.guide, "--out", folder);
            assertEquals(List.of("ElboTrace.svg", "Forest.svg", "Graph.svg", "KHat.svg", "Marginals.svg", "Pairs.svg"),
                    files(folder));
            assertTrue(terminal.err().contains("xy.csv"), terminal.err());
        } finally {
            Files.move(aside, data);
        }
    }
}
