package org.penumbra.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.exchange.NamedArray;

class DataReaderTest {

    @TempDir
    Path folder;
    private Written written;

    @BeforeEach
    void open() {
        written = new Written(folder);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertEquals("no.csv: error [PEN-2501] there is no such data file. A path in a model is relative to the folder"
                + " of the model.", written.refusal(() -> Written.READER.read(folder.resolve("no.csv"))));
    }

    @Test
    void saysThatAFolderIsNoFile() throws IOException {
        Path file = Files.createDirectory(folder.resolve("d.csv"));
        assertEquals("d.csv: error [PEN-2502] a data file is expected, this is a folder.",
                written.refusal(() -> Written.READER.read(file)));
    }

    @Test
    void saysWhatItCanRead() {
        assertEquals("d.xlsx: error [PEN-2503] a data file ends in .csv, .json, .parquet, .tsv, this one does not."
                + " Save it in one of these formats.", written.refusal(() -> written.read("d.xlsx", "a\n1\n")));
    }

    @Test
    void takesOnlyUtf8() throws IOException {
        Path file = Files.write(folder.resolve("d.csv"), new byte[] {'a', '\n', (byte) 0xE4, '\n'});
        assertEquals("d.csv: error [PEN-2502] the data file is expected to be text in UTF-8, and is not."
                + " Save it as UTF-8.", written.refusal(() -> Written.READER.read(file)));
    }

    @Test
    void extensionsAreBlindToCase() {
        assertEquals(1, written.read("D.CSV", "a\n1\n").rows());
    }

    @Test
    void anArrayHasAsManyValuesAsItsShape() {
        assertThrows(IllegalArgumentException.class,
                () -> new NamedArray("a", List.of(2, 3), new double[5], k -> ""));
    }
}
