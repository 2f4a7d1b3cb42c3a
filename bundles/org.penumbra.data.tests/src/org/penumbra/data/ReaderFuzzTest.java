package org.penumbra.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;

/** Whatever bytes a file holds, it is read or refused with a code; there is no third outcome. */
class ReaderFuzzTest {

    private static final String PIECES = "{}[]:,\"'\\\t\n\r .-+eE0123456789ayNAnul\uFEFF\u00e4\0";
    private static final String[] SEEDS = {"a,b\n1,2\n3,NA\n", "\"a\",\"b\"\r\n\"1\",\"x\"\"y\"\r\n",
        "{\"a\": [[1, 2], [3, 4]], \"b\": null, \"c\": \"text\", \"d\": {\"e\": 1e5}}"};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {".csv", ".tsv", ".json"})
    void neverFailsUnexpectedly(String extension) throws IOException {
        Random random = new Random(20261122);
        Path file = folder.resolve("fuzz" + extension);
        int read = 0;
        for (int i = 0; i < 600; i++) {
            Files.writeString(file, text(random));
            read += tryAll(file) ? 1 : 0;
        }
        assertTrue(read > 30, "some texts must be readable, or this tests the refusals only: " + read);
    }

    @ParameterizedTest
    @ValueSource(strings = {".csv", ".json"})
    void survivesBytesThatAreNoText(String extension) throws IOException {
        Random random = new Random(7);
        Path file = folder.resolve("fuzz" + extension);
        for (int i = 0; i < 150; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Files.write(file, bytes);
            tryAll(file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {900, 20_000})
    void survivesDeepNesting(int depth) throws IOException {
        Path file = Files.writeString(folder.resolve("deep.json"),
                "{\"a\": " + "[".repeat(depth) + "]".repeat(depth) + "}");
        tryAll(file);
    }

    private static boolean tryAll(Path file) {
        try {
            DataSet data = Written.READER.read(file);
            data.names().forEach(name -> tryOne(data, name));
            return true;
        } catch (PenumbraException refused) {
            assertRefusal(refused);
            return false;
        }
    }

    private static void tryOne(DataSet data, String name) {
        try {
            NamedArray array = data.array(name);
            for (int k = 0; k < array.values().length; k++) {
                assertTrue(array.place().apply(k).startsWith(data.file() + ":"));
            }
        } catch (PenumbraException refused) {
            assertRefusal(refused);
        }
    }

    private static void assertRefusal(PenumbraException refused) {
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertTrue(refused.problems().getFirst().code().startsWith("PEN-25"), refused.getMessage());
        assertTrue(refused.getMessage().lines().count() == 1, "one line: " + refused.getMessage());
    }

    /** A seed with a few pieces inserted, deleted or doubled, or pieces alone. */
    private static String text(Random random) {
        if (random.nextInt(4) == 0) {
            return random.ints(random.nextInt(60), 0, PIECES.length()).collect(StringBuilder::new,
                    (text, k) -> text.append(PIECES.charAt(k)), StringBuilder::append).toString();
        }
        StringBuilder text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 5)));
                default -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
            }
        }
        return text.toString();
    }
}
