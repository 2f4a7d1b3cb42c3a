package org.penumbra.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.NamedArray;

class JsonReaderTest {

    @TempDir
    Path folder;
    private Written written;

    @BeforeEach
    void open() {
        written = new Written(folder);
    }

    @Test
    void readsScalarsVectorsAndMatrices() {
        DataSet data = written.read("d.json", 
                "\uFEFF{\"J\": 2, \"y\": [28, -8.5], \"X\": [[1,2,3],[4,5,6]], \"e\": []}");
        assertEquals(List.of("J", "y", "X", "e"), data.names());
        assertEquals(-1, data.rows());
        assertEquals(List.of(), data.array("J").shape());
        assertArrayEquals(new double[] {2}, data.array("J").values());
        assertEquals(List.of(2), data.array("y").shape());
        assertEquals(List.of(2, 3), data.array("X").shape());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, data.array("X").values());
        assertEquals(List.of(0), data.array("e").shape());
    }

    @Test
    void takesNullAndMarksForMissing() {
        double[] values = written.read("d.json", "{\"y\": [null, \"NA\", NaN, true, \"Inf\"]}").array("y").values();
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN, 1, Double.POSITIVE_INFINITY}, values);
    }

    @Test
    void knowsWhereAnElementStands() {
        DataSet data = written.read("d.json", "{\"y\": [1,\n  2]}");
        assertEquals(folder.resolve("d.json") + ":2:3", data.array("y").place().apply(1));
    }

    @Test
    void readsArraysOfAnyLength() {
        String elements = String.join(",\n", Collections.nCopies(1000, "2"));
        NamedArray y = written.read("d.json", "{\"y\":\n[" + elements + "]}").array("y");
        assertEquals(List.of(1000), y.shape());
        assertEquals(folder.resolve("d.json") + ":1001:1", y.place().apply(999));
    }

    @Test
    void complainsOfAKeyOnlyWhereItIsUsed() {
        DataSet data = written.read("d.json", "{\"y\": [1, \"x\"], \"r\": [[1],[1,2]], \"o\": {\"a\": [1]}, \"k\": 1}");
        assertArrayEquals(new double[] {1}, data.array("k").values());
        assertEquals("d.json:1:11: error [PEN-2508] a number is expected in 'y', element 2, but it is the text 'x'."
                + " Missing values are written null.", written.refusal(() -> data.array("y")));
        assertEquals("d.json:1:27: error [PEN-2513] 'r' is not an array: this list has 2 elements, the one before it"
                + " has 1. All lists on one level have the same length.", written.refusal(() -> data.array("r")));
        assertTrue(written.refusal(() -> data.array("o")).contains("but it is an object"));
        assertEquals("d.json: error [PEN-2507] there is no key 'z'; there are y, r, o, k. Did you mean k, o, r?",
                written.refusal(() -> data.array("z")));
    }

    @Test
    void refusesListsThatAreNoArrays() {
        for (String value : List.of("[1, [2]]", "[[1], 2]", "[[], [1]]", "[[1], []]", "[[[1]], [2]]")) {
            DataSet data = written.read("d.json", "{\"r\": " + value + "}");
            String refusal = written.refusal(() -> data.array("r"));
            assertTrue(refusal.contains("PEN-2513"), refusal);
        }
    }

    @Test
    void refusesWhatIsNoObject() {
        assertTrue(written.refusal(() -> written.read("d.json", " ")).contains("PEN-2504"));
        assertTrue(written.refusal(() -> written.read("d.json", "[1]")).startsWith("d.json:1:1: error [PEN-2512]"));
        assertTrue(written.refusal(() -> written.read("d.json", "{\"a\": 1,\n \"a\": 2}"))
                .startsWith("d.json:2:2: error [PEN-2514]"));
        assertTrue(written.refusal(() -> written.read("d.json", "{} 3")).startsWith("d.json:1:4: error [PEN-2511]"));
        String cut = written.refusal(() -> written.read("d.json", "{\"a\": [1,\n2"));
        assertTrue(cut.startsWith("d.json:2:") && cut.contains("PEN-2511"), cut);
    }
}
