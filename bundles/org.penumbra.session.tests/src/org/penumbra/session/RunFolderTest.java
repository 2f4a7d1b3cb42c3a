package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;

class RunFolderTest {

    @TempDir
    Path parent;

    @Test
    void appearsWithAllItsFilesAtOnce() throws IOException {
        Path place = parent.resolve("run");
        try (RunFolder folder = RunFolder.at(place)) {
            folder.write("a.txt", writer -> writer.write("one"));
            assertFalse(Files.exists(place), "nothing is to be seen before the commit");
            folder.write("b.txt", writer -> writer.write("two"));
            assertEquals(place.toAbsolutePath(), folder.commit());
        }
        assertEquals("one", Files.readString(place.resolve("a.txt")));
        assertEquals(List.of("run"), names());
    }

    @Test
    void leavesNothingWhenWritingFailsInTheMiddle() throws IOException {
        IOException thrown = assertThrows(IOException.class, () -> {
            try (RunFolder folder = RunFolder.at(parent.resolve("run"))) {
                folder.write("a.txt", writer -> writer.write("one"));
                folder.write("b.txt", writer -> {
                    writer.write("half of");
                    throw new IOException("disk full");
                });
                folder.commit();
            }
        });
        assertEquals("disk full", thrown.getMessage());
        assertEquals(List.of(), names());
    }

    @Test
    void leavesNothingWhenTheRunFails() throws IOException {
        assertThrows(IllegalStateException.class, () -> {
            try (RunFolder folder = RunFolder.at(parent.resolve("run"))) {
                folder.write("a.txt", writer -> writer.write("one"));
                throw new IllegalStateException("the algorithm failed");
            }
        });
        assertEquals(List.of(), names());
    }

    @Test
    void neverWritesWhereSomethingIs() throws IOException {
        Path place = Files.createDirectory(parent.resolve("run"));
        Files.writeString(place.resolve("mine.txt"), "mine");
        PenumbraException refused = assertThrows(PenumbraException.class, () -> RunFolder.at(place));
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertEquals("PEN-5030", refused.problems().getFirst().code());
        assertEquals("mine", Files.readString(place.resolve("mine.txt")));
        assertThrows(PenumbraException.class, () -> RunFolder.at(place.resolve("mine.txt")));
    }

    @Test
    void neverReplacesWhatCameUpInTheMeantime() throws IOException {
        Path place = parent.resolve("run");
        try (RunFolder folder = RunFolder.at(place)) {
            Files.writeString(Files.createDirectory(place).resolve("other.txt"), "other");
            assertEquals("PEN-5030",
                    assertThrows(PenumbraException.class, folder::commit).problems().getFirst().code());
        }
        assertEquals("other", Files.readString(place.resolve("other.txt")));
        assertEquals(List.of("run"), names());
    }

    @Test
    void takesAnEmptyFolderThatIsThere() throws IOException {
        Path place = Files.createDirectory(parent.resolve("run"));
        try (RunFolder folder = RunFolder.at(place)) {
            folder.write("a.txt", writer -> writer.write("one"));
            folder.commit();
        }
        assertEquals("one", Files.readString(place.resolve("a.txt")));
    }

    @Test
    void countsRunsUpwards() throws IOException {
        for (int number = 1; number <= 3; number++) {
            try (RunFolder folder = RunFolder.numbered(parent.resolve("runs"), "M-svi")) {
                folder.write("a.txt", writer -> writer.write("one"));
                assertEquals("M-svi-" + number, folder.commit().getFileName().toString());
            }
        }
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        PenumbraException refused = assertThrows(PenumbraException.class, () -> RunFolder.at(file.resolve("run")));
        assertEquals("PEN-5031", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().startsWith(file.resolve("run").toString()), refused.getMessage());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
