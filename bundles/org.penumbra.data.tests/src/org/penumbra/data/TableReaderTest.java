package org.penumbra.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;

class TableReaderTest {

    @TempDir
    Path folder;
    private Written written;

    @BeforeEach
    void open() {
        written = new Written(folder);
    }

    @Test
    void readsColumnsByName() {
        DataSet data = written.read("d.csv", "country,rugged,gdp\nABW,0.462,1\nAFG,2.518,2e3\n");
        assertEquals(List.of("country", "rugged", "gdp"), data.names());
        assertEquals(2, data.rows());
        assertEquals(List.of(2), data.array("gdp").shape());
        assertArrayEquals(new double[] {0.462, 2.518}, data.array("rugged").values());
        assertArrayEquals(new double[] {1, 2000}, data.array("gdp").values());
    }

    @Test
    void knowsWhereACellStands() {
        DataSet data = written.read("d.csv", "a,b\n1,2\n\n\"3\n\",4\n5,6\n");
        NamedArray b = data.array("b");
        assertEquals(folder.resolve("d.csv") + ":2:2", b.place().apply(0));
        assertEquals(folder.resolve("d.csv") + ":4:2", b.place().apply(1));
        assertEquals(folder.resolve("d.csv") + ":6:2", b.place().apply(2), "the quoted line end counts as a line");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 100, 10_000})
    void readsTablesOfAnyLength(int rows) {
        StringBuilder text = new StringBuilder("a\n");
        for (int row = 0; row < rows; row++) {
            text.append(row).append('\n');
        }
        NamedArray a = written.read("d.csv", text.toString()).array("a");
        assertEquals(rows, a.values().length);
        assertEquals(rows - 1, a.values()[rows - 1]);
        assertEquals(folder.resolve("d.csv") + ":" + (rows + 1) + ":1", a.place().apply(rows - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "na", "NaN", "null", ".", "N/A", "  "})
    void takesMarksForMissing(String mark) {
        double[] values = written.read("d.csv", "a,b\n1," + mark + "\n").array("b").values();
        assertArrayEquals(new double[] {Double.NaN}, values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb\r\n1\t2\r\n", "\uFEFFa\tb\n1\t2", "\n a \t b \n\n 1 \t 2 \n\n", "a\tb\r1\t2\r"})
    void readsAnyLineEndsBlankLinesAndByteOrderMark(String text) {
        DataSet data = written.read("d.tsv", text);
        assertEquals(List.of("a", "b"), data.names());
        assertArrayEquals(new double[] {2}, data.array("b").values());
    }

    @Test
    void readsQuotedCellsAndTruthValues() {
        DataSet data = written.read("d.csv", "\"a,1\",\"say \"\"b\"\"\"\n\"1.5\",TRUE\n2,false\n");
        assertArrayEquals(new double[] {1.5, 2}, data.array("a,1").values());
        assertArrayEquals(new double[] {1, 0}, data.array("say \"b\"").values());
    }

    @Test
    void leavesOutRowNamesAsRWritesThem() {
        DataSet data = written.read("d.csv", "\"\",\"x\"\n\"1\",3\n");
        assertEquals(List.of("x"), data.names());
        assertArrayEquals(new double[] {3}, data.array("x").values());
    }

    @Test
    void complainsOfTextOnlyWhereItIsUsed() {
        DataSet data = written.read("d.csv", "a,b\n1,2\n3,four\n5,six\n");
        assertArrayEquals(new double[] {1, 3, 5}, data.array("a").values());
        assertEquals("d.csv:3:2: error [PEN-2508] a number is expected in row 2, column 'b' (number 2), but the cell is"
                + " 'four'. Missing values are written NA or left empty.", written.refusal(() -> data.array("b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x10", "1,5", "1_000", "--1", "1e", "12 34", "1f"})
    void takesNoOtherTextForANumber(String text) {
        DataSet data = written.read("d.csv", "a\n\"" + text + "\"\n");
        written.refusal(() -> data.array("a"));
    }

    @Test
    void offersTheNearestColumns() {
        DataSet data = written.read("d.csv", "cont_africa,rugged\n1,2\n");
        assertEquals("d.csv: error [PEN-2507] there is no column 'ruged'; there are cont_africa, rugged."
                + " Did you mean rugged?", written.refusal(() -> data.array("ruged")));
    }

    @Test
    void refusesWhatIsNoTable() {
        assertEquals("d.csv: error [PEN-2504] the data file is empty; a header and rows are expected.",
                written.refusal(() -> written.read("d.csv", "")));
        assertEquals("d.csv: error [PEN-2504] the data file is empty; a header and rows are expected.",
                written.refusal(() -> written.read("d.csv", "\n \n")));
        assertEquals("d.csv:1: error [PEN-2505] rows are expected below the header, and there are none.",
                written.refusal(() -> written.read("d.csv", "a,b\n")));
        assertEquals("d.csv:1:3: error [PEN-2506] every column has a name of its own, but 'a' is also column 1."
                + " Rename one of the two.", written.refusal(() -> written.read("d.csv", "a,b,a\n1,2,3\n")));
        assertEquals("d.csv:3: error [PEN-2509] row 2 has 3 cells, the header has 2."
                + " Quote cells that contain the separator.",
                written.refusal(() -> written.read("d.csv", "a,b\n1,2\n1,2,3\n")));
    }

    @Test
    void saysWhereQuotesDoNotMatch() {
        String open = written.refusal(() -> written.read("d.csv", "a,b\n1,2\n\"3,4\n"));
        assertEquals("d.csv:3: error [PEN-2510]", open.substring(0, 25), open);
        String inside = written.refusal(() -> written.read("d.csv", "a,b\n\"3\"x,4\n"));
        assertEquals("d.csv:2: error [PEN-2510]", inside.substring(0, 25), inside);
    }
}
