package org.penumbra.sources.duckdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.PenumbraException;
import org.penumbra.data.DataName;
import org.penumbra.data.DataReader;
import org.penumbra.exchange.DataSet;
import org.penumbra.registry.Registry;
import org.penumbra.testing.ExporterContract;
import org.penumbra.testing.SourceContract;

class DuckDbTest {

    private static final double NAN = Double.NaN;

    @TempDir
    Path folder;
    private Path table;

    @BeforeEach
    void write() throws SQLException {
        table = folder.resolve("it's a table.parquet");
        copy("SELECT * FROM (VALUES (1, 2.5::DECIMAL(9,2), 'a', true, DATE '2026-11-22', '1.5', 7::UBIGINT,"
                + " 'NaN'::DOUBLE),"
                + " (2, NULL, 'b', false, NULL, 'NA', 8, 1e300), (3, -1, 'c', NULL, NULL, '-inf', 9, '-0.0'::DOUBLE))"
                + " AS t(i, d, word, yes, day, \"te\"\"xt\", big, x)", table);
    }

    private static void copy(String query, Path file) throws SQLException {
        try (Database database = Database.open("")) {
            database.run("COPY (" + query + ") TO " + Database.text(file.toString()) + " (FORMAT parquet)");
        }
    }

    private static DataReader reader() {
        return new DataReader(Registry.open());
    }

    @Test
    void readsNumbersOfEveryType() {
        DataSet data = reader().read(table);
        assertEquals(List.of("i", "d", "word", "yes", "day", "te\"xt", "big", "x"), data.names());
        assertEquals(3, data.rows());
        assertArrayEquals(new double[] {1, 2, 3}, data.array("i").values());
        assertArrayEquals(new double[] {2.5, NAN, -1}, data.array("d").values());
        assertArrayEquals(new double[] {1, 0, NAN}, data.array("yes").values());
        assertArrayEquals(new double[] {1.5, NAN, Double.NEGATIVE_INFINITY}, data.array("te\"xt").values());
        assertArrayEquals(new double[] {7, 8, 9}, data.array("big").values());
        assertArrayEquals(new double[] {NAN, 1e300, -0.0}, data.array("x").values());
        assertEquals(table + ":2:2", data.array("d").place().apply(1));
    }

    @Test
    void saysWhatIsNoNumber() {
        DataSet data = reader().read(table);
        assertEquals(table + ":1:3: error [PEN-2508] a number is expected in row 1, column 'word' (number 3), but the "
                + "cell is 'a'. Missing values are NULL, NA or empty.", refusal(() -> data.array("word")));
        assertTrue(refusal(() -> data.array("day")).contains("numbers are expected in column 'day', but its type is "
                + "DATE."));
        assertTrue(refusal(() -> data.array("i ")).contains("[PEN-2507] there is no column 'i '"));
    }

    @Test
    void parquetKeepsTheContractOfSources() throws IOException {
        SourceContract.check(new Parquet(), Given.file(table)).survives(Files.readAllBytes(table), bytes -> {
            try {
                return Given.file(Files.write(folder.resolve("damaged.parquet"), bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void queriesKeepTheContractOfSources() throws IOException {
        SourceContract.check(new Sql(), Given.query(folder, "select i, x, word from 'it''s a table.parquet';"));
    }

    @Test
    void drawsKeepTheContractOfExporters() throws IOException {
        ExporterContract.check(new ParquetDraws(), new ParquetDraws.Options(ParquetDraws.Compression.ZSTD),
                new FolderShelf(folder));
    }

    /** Many row groups and threads, a column at a time and all at once. */
    @Test
    void rowsComeInOrder() throws SQLException {
        Path many = folder.resolve("many.parquet");
        copy("SELECT range AS k, range % 7 AS m FROM range(300000)", many);
        double[] k = reader().read(many).array("k").values();
        for (int row = 0; row < k.length; row++) {
            assertEquals(row, k[row]);
        }
        DataSet down = reader().read(new DataName("sql:select k, m from 'many.parquet' order by k desc", folder));
        double[] falling = down.array("k").values();
        double[] beside = down.array("m").values();
        for (int row = 0; row < falling.length; row++) {
            assertEquals(299_999 - row, falling[row]);
            assertEquals((299_999 - row) % 7, beside[row]);
        }
    }

    @Test
    void tablesLargerThanMemoryAreReadInParts() throws SQLException {
        Path many = folder.resolve("many.parquet");
        copy("SELECT range AS k FROM range(100000)", many);
        List<Integer> sizes = new ArrayList<>();
        double[] sum = {0};
        reader().readParts(DataName.of(many), 30_000, part -> {
            sizes.add(part.rows());
            for (double value : part.array("k").values()) {
                sum[0] += value;
            }
            return true;
        });
        assertEquals(List.of(30_000, 30_000, 30_000, 10_000), sizes);
        assertEquals(99_999 * 50_000.0, sum[0]);
        assertEquals(100_000 * 16, reader().memory(DataName.of(many)).orElseThrow());
    }

    /** Images and the like: lists of any depth, of fixed length or not. */
    @Test
    void listsAreArraysWithRowsFirst() throws SQLException, IOException {
        Path images = folder.resolve("images.parquet");
        copy("SELECT * FROM (VALUES ([true, false, NULL], [[1, 2], [3, 4]]::FLOAT[2][2], [1], NULL),"
                + " ([NULL, NULL, NULL], [[5, 6], [7, 8.5]], [2], [1]),"
                + " ([false, true, true], [[0, 0], [0, 1]], [2, 3], [2]))"
                + " AS t(bits, image, ragged, holes)", images);
        DataSet data = reader().read(images);
        assertEquals(List.of(3, 3), data.array("bits").shape());
        assertArrayEquals(new double[] {1, 0, NAN, NAN, NAN, NAN, 0, 1, 1}, data.array("bits").values());
        assertEquals(images + ":3:1", data.array("bits").place().apply(7));
        assertEquals(List.of(3, 2, 2), data.array("image").shape());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8.5, 0, 0, 0, 1}, data.array("image").values());
        assertEquals(images + ":3:3: error [PEN-2513] every row of column 'ragged' has lists of the same lengths, "
                + "such as a list of 1, but row 3 has a list of 2. Fill up short lists with NULL, and leave out rows "
                + "without one.", refusal(() -> data.array("ragged")));
        assertTrue(refusal(() -> data.array("holes")).contains("but row 1 has no list."));
        assertEquals(2 * 8 * (9 + 12 + 4 + 2), reader().memory(DataName.of(images)).orElseThrow());
        SourceContract.check(new Parquet(), Given.file(images));
    }

    @Test
    void saysWhereNestedListsDiffer() {
        assertTrue(refusal(() -> query("select [[1, 2], [3]] as x").array("x"))
                .contains("but row 1 has lists of different lengths."));
    }

    @Test
    void queriesSeeFilesFromTheirFolder() throws IOException {
        Files.writeString(folder.resolve("d.csv"), "a,b\n1,2\n3,4\n");
        DataSet data = reader().read(new DataName("sql:select a + b as s from 'd.csv' where a > 1;", folder));
        assertEquals("sql:select a + b as s from 'd.csv' where a > 1;", data.file());
        assertArrayEquals(new double[] {7}, data.array("s").values());
    }

    @Test
    void saysWhatIsWrongWithAQuery() {
        assertTrue(refusal(() -> query("selec 1"))
                .startsWith("sql:selec 1: error [PEN-2515] DuckDB cannot read this: "));
        assertTrue(refusal(() -> query("select * from 'nowhere.csv'")).contains("nowhere.csv"));
        assertTrue(refusal(() -> query("select 1 as a where false")).contains("[PEN-2505]"));
        assertTrue(refusal(() -> query("select 1 as a, 2 as a")).contains("[PEN-2506]"));
        assertTrue(refusal(() -> query("")).contains("[PEN-2515]"));
    }

    @Test
    void saysThatAFileIsMissing() {
        assertTrue(refusal(() -> reader().read(folder.resolve("no.parquet"))).contains("[PEN-2501]"));
    }

    /** The same data must not be read in one place and not in another. */
    @Test
    void neverGoesToTheNetworkByItself() throws SQLException {
        try (Database database = Database.open("")) {
            assertEquals(0, database.number("SELECT current_setting('autoinstall_known_extensions')::INT"));
        }
    }

    private DataSet query(String text) {
        return reader().read(new DataName("sql:" + text, folder));
    }

    private static String refusal(Runnable reading) {
        return assertThrows(PenumbraException.class, reading::run).getMessage();
    }
}
