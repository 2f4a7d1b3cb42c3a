package org.penumbra.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.exchange.NamedArray;

/** Rows on disk, and tables that are read in parts. */
class RowFileTest {

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        Path file = folder.resolve("a.rows");
        try (RowFile.Writer writer = new RowFile.Writer(file, 3)) {
            for (int row = 0; row < 1000; row++) {
                writer.add(new double[] {row, 1 - 0.5 * row, row % 7});
            }
            assertEquals(1000, writer.rows());
            writer.finish(12);
        }
        RowFile rows = RowFile.open(file);
        assertEquals(1000, rows.rows());
        assertEquals(3, rows.columns());
        assertEquals(12, rows.dropped());
        assertEquals(777, rows.get(777, 0));
        assertEquals(-387.5, rows.get(777, 1));
        assertEquals(0, rows.get(777, 2));
        assertEquals(new RowFile.Column(-498.5, 999, 1, 0, -498.5, 999), rows.column(1));
        RowFile.Column whole = rows.column(2);
        assertEquals(6, whole.highest());
        assertEquals(6, whole.highestRow());
        assertTrue(Double.isNaN(whole.fraction()));
    }

    @Test
    void whatWasNotFinishedLeavesNothing() throws IOException {
        try (RowFile.Writer writer = new RowFile.Writer(folder.resolve("a.rows"), 1)) {
            writer.add(new double[] {1});
        }
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void anIncompleteFileIsNoFileOfRows() throws IOException {
        Path file = Files.write(folder.resolve("a.rows"), new byte[80]);
        assertThrows(IOException.class, () -> RowFile.open(file));
    }

    @Test
    void tablesComeInPartsWithTheirPlaces() {
        Path file = new Written(folder).file("d.csv", "a,b\n1,2\n3,4\n\n5,6\n7,8\n9,10\n");
        List<String> found = new ArrayList<>();
        Written.READER.readParts(DataName.of(file), 2, part -> {
            NamedArray b = part.array("b");
            for (int k = 0; k < part.rows(); k++) {
                found.add(b.values()[k] + " " + b.place().apply(k).replace(folder + "/", ""));
            }
            found.add("end");
            return true;
        });
        assertEquals(List.of("2.0 d.csv:2:2", "4.0 d.csv:3:2", "end", "6.0 d.csv:5:2", "8.0 d.csv:6:2", "end",
                "10.0 d.csv:7:2", "end"), found);
    }

    @Test
    void partsEndWhenNoMoreAreWanted() {
        Path file = new Written(folder).file("d.csv", "a\n1\n2\n3\nx\n");
        List<Integer> rows = new ArrayList<>();
        Written.READER.readParts(DataName.of(file), 2, part -> {
            rows.add(part.rows());
            return false;
        });
        assertEquals(List.of(2), rows);
    }

    @Test
    void mistakesHaveTheirRowInTheWholeTable() {
        Written written = new Written(folder);
        Path file = written.file("d.csv", "a\n1\n2\n3\nx\n");
        assertTrue(written.refusal(() -> Written.READER.readParts(DataName.of(file), 2,
                part -> part.array("a").values().length > 0))
                .contains("row 4"));
        Path ragged = written.file("e.csv", "a,b\n1,1\n2,2\n3\n");
        assertTrue(written
                .refusal(() -> Written.READER.readParts(DataName.of(ragged), 1, part -> true))
                .contains("row 3 has 1 cells"));
        assertTrue(written
                .refusal(() -> Written.READER.readParts(DataName.of(written.file("f.csv", "a\n")), 1, part -> true))
                .contains("PEN-2505"));
    }
}
