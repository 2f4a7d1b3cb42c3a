package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.PenumbraException;

class WholeFileTest {

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void replacesWhatWasThereAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("deep/er/page.html");
        WholeFile.write(file, bytes("one"));
        WholeFile.write(file, bytes("two"));
        assertEquals("two", Files.readString(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFailureLeavesTheOldOne() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/inside"));
        PenumbraException failed = assertThrows(PenumbraException.class,
                () -> WholeFile.write(taken.getParent(), bytes("new")));
        assertEquals("PEN-5082", failed.problems().getFirst().code());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(taken.getParent()), files.toList(), "no draft is left");
        }
    }
}
