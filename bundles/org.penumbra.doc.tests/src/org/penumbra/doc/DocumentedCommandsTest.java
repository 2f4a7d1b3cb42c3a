package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.app.InProcess.Outcome;
import org.penumbra.registry.Registry;
import org.penumbra.session.Session;

/**
 * Every block of commands prints what the page says. The same seed gives the same bits, so the numbers are compared
 * too. When the output was meant to change, let the pages be written anew and read the difference:
 *
 * <pre>PENUMBRA_WRITE_DOCS=1 ./penumbra test -pl bundles/org.penumbra.doc.tests -am</pre>
 */
class DocumentedCommandsTest {

    private static final Repository REPOSITORY = Repository.find();
    private static final Session SESSION = new Session(Registry.open());

    static List<Page> pages() {
        return REPOSITORY.pages().stream()
                .filter(page -> page.blocks().stream().anyMatch(DocumentedCommandsTest::isRun)).toList();
    }

    private static boolean isRun(Block block) {
        return block.is("console");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void printWhatThePageSays(Page page, @TempDir Path folder) {
        Workplace place = new Workplace(REPOSITORY, folder, page, session(page, folder));
        Page written = page;
        List<Block> blocks = page.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (isRun(blocks.get(i))) {
                written = written.with(written.blocks().get(i), checked(blocks.get(i).text(), place));
            }
        }
        new Golden(REPOSITORY).check(page, written);
    }

    /** A page that writes a plug-in has it installed for its commands. */
    private static Supplier<Session> session(Page page, Path folder) {
        Map<String, String> files = page.files();
        if (!files.containsKey("plugin.xml")) {
            return () -> SESSION;
        }
        Session session = new Session(new BuiltPlugin(files, folder.resolve("built")).installed());
        return () -> session;
    }

    private static String checked(String block, Workplace place) {
        List<Transcript.Command> ran = new ArrayList<>();
        for (Transcript.Command command : Transcript.of(block)) {
            Outcome outcome = place.run(command.line());
            List<String> output = outcome.output().lines().toList();
            boolean same = Stable.lines(output).equals(Stable.lines(command.output()));
            Optional<Integer> code = outcome.code() == 0 && command.code().isEmpty() ? Optional.empty()
                    : Optional.of(outcome.code());
            ran.add(new Transcript.Command(command.line(), same ? command.output() : output, code));
        }
        return Transcript.write(ran);
    }

    @Test
    void thereAreCommands() {
        assertTrue(pages().stream().anyMatch(page -> page.path().equals("README.md")));
        assertTrue(pages().size() >= 3);
    }

    @Test
    void aDifferenceIsSeen(@TempDir Path folder) {
        Workplace place = new Workplace(REPOSITORY, folder, new Page("x.md", ""), () -> SESSION);
        String right = "$ ./penumbra check rugged\n"
                + "bundles/org.penumbra.examples/models/rugged.penumbra: nothing is wrong\n";
        assertEquals(right, checked(right, place));
        assertEquals(right, checked("$ ./penumbra check rugged\nall is fine\n", place));
        assertEquals("$ ./penumbra check none\n" + place.run("./penumbra check none").output() + "$ echo $?\n65\n",
                checked("$ ./penumbra check none\n", place));
    }
}
