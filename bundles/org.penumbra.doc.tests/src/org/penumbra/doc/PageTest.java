package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tests of the pages see what is on a page. */
class PageTest {

    private static final Page PAGE = new Page("guide/x.md", """
            # A title, with `code`

            See [there](y.md#part) and `[not](this)`.

            Write `a/b.csv`:

            ```text
            x,y
            ```

            ```penumbra wrong
            [no](link)
            # no heading
            ```

            ## A title, with `code`
            """);

    @Test
    void blocksHaveLanguageMarksTextPlaceAndFile() {
        assertEquals(List.of(
                new Block("text", List.of(), "x,y\n", 7, Optional.of("a/b.csv")),
                new Block("penumbra", List.of("wrong"), "[no](link)\n# no heading\n", 11, Optional.empty())),
                PAGE.blocks());
        assertEquals(Map.of("a/b.csv", "x,y\n"), PAGE.files());
    }

    @Test
    void linksAndHeadingsAreThoseOfTheProse() {
        assertEquals(List.of("y.md#part"), PAGE.links());
        assertEquals(List.of("a-title-with-code", "a-title-with-code-1"), PAGE.anchors());
    }

    @Test
    void aBlockIsReplaced() {
        Page changed = PAGE.with(PAGE.blocks().getFirst(), "1\n2\n3\n");
        assertEquals("1\n2\n3\n", changed.blocks().getFirst().text());
        assertEquals(PAGE, changed.with(changed.blocks().getFirst(), "x,y\n"));
    }

    @Test
    void aBlockWithoutAnEndIsRefused() {
        assertThrows(IllegalStateException.class, new Page("x.md", "```text\nx\n")::blocks);
    }

    @Test
    void transcriptsAreReadAndWritten() {
        String text = "$ ./penumbra check x\nno\n\n$ echo $?\n65\n$ ./penumbra list\n";
        assertEquals(List.of(
                new Transcript.Command("./penumbra check x", List.of("no", ""), Optional.of(65)),
                new Transcript.Command("./penumbra list", List.of(), Optional.empty())), Transcript.of(text));
        assertEquals(text, Transcript.write(Transcript.of(text)));
        assertThrows(IllegalArgumentException.class, () -> Transcript.of("no prompt\n"));
    }

    @Test
    void onlyTimesBuildsAndProgressAreMasked() {
        assertEquals(List.of("status   converged, 10 steps, # s", "  \"seconds\" : #,", "penumbra 0.1.0 (Java #)"),
                Stable.lines(List.of("step 5 of 10 (50 %), 9/s", "status   converged, 10 steps, 0.12 s",
                        "  \"seconds\" : 0.12,", "penumbra 0.1.0.202501020304 (Java 25)")));
        List<String> numbers = List.of("a  9.182  0.070", "\"mean\" : 9.18", "k-hat    0.88");
        assertEquals(numbers, Stable.lines(numbers));
    }
}
