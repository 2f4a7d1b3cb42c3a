package org.penumbra.data;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of numbers in a file that is mapped into memory: what is read of it is what is needed, and the heap holds none
 * of it. All numbers of a row stand together, so that a random row costs one page.
 *
 * <p>The file has 64-bit floating-point numbers, most significant byte first: the rows, then for each column six
 * numbers (lowest value and its row, highest value and its row, a value that is not whole and its row), then dropped
 * rows, columns, and rows.
 */
public final class RowFile {

    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(
            ByteOrder.BIG_ENDIAN);
    private static final int TRAILER = 3;
    private static final int FACTS = 6;

    private final MemorySegment numbers;
    private final int rows;
    private final int columns;

    private RowFile(MemorySegment numbers, int rows, int columns) {
        this.numbers = numbers;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * What is known of a column without reading it again.
     *
     * @param lowest smallest number
     * @param lowestRow row of it, counted from 0
     * @param fraction a number that is not whole; NaN when there is none
     */
    public record Column(double lowest, int lowestRow, double highest, int highestRow, double fraction,
            int fractionRow) {
    }

    /** Opens a file that a {@link Writer} has written; it stays mapped as long as this is in use. */
    public static RowFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            long last = all.byteSize() / Double.BYTES - 1;
            int rows = (int) all.getAtIndex(NUMBER, last);
            int columns = (int) all.getAtIndex(NUMBER, last - 1);
            if ((long) rows * columns + (long) FACTS * columns + TRAILER != last + 1) {
                throw new IOException(file + " is no complete file of rows");
            }
            return new RowFile(all, rows, columns);
        }
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Rows of the source that are not here. */
    public int dropped() {
        return (int) at((long) (rows + FACTS) * columns);
    }

    /** @param row counted from 0 */
    public double get(int row, int column) {
        return at((long) row * columns + column);
    }

    public Column column(int column) {
        long first = (long) rows * columns + (long) FACTS * column;
        return new Column(at(first), (int) at(first + 1), at(first + 2), (int) at(first + 3), at(first + 4),
                (int) at(first + 5));
    }

    private double at(long position) {
        return numbers.getAtIndex(NUMBER, position);
    }

    /** Writes such a file under another name first, so that a file of the right name is complete. */
    public static final class Writer implements AutoCloseable {

        private final Path file;
        private final Path part;
        private final DataOutputStream out;
        private final List<double[]> facts = new ArrayList<>();
        private int rows;

        public Writer(Path file, int columns) throws IOException {
            this.file = file;
            this.part = Files.createTempFile(file.toAbsolutePath().getParent(), "rows", ".part");
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16));
            for (int k = 0; k < columns; k++) {
                facts.add(new double[] {Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY, 0, Double.NaN, 0});
            }
        }

        /** @param row as many numbers as there are columns, none of them NaN */
        public void add(double[] row) throws IOException {
            for (int k = 0; k < row.length; k++) {
                out.writeDouble(row[k]);
                note(facts.get(k), row[k]);
            }
            rows = Math.incrementExact(rows);
        }

        private void note(double[] column, double value) {
            if (value < column[0]) {
                column[0] = value;
                column[1] = rows;
            }
            if (value > column[2]) {
                column[2] = value;
                column[3] = rows;
            }
            if (value != Math.rint(value)) {
                column[4] = value;
                column[5] = rows;
            }
        }

        public int rows() {
            return rows;
        }

        /** Makes the file complete. */
        public void finish(int dropped) throws IOException {
            for (double[] column : facts) {
                for (double fact : column) {
                    out.writeDouble(fact);
                }
            }
            out.writeDouble(dropped);
            out.writeDouble(facts.size());
            out.writeDouble(rows);
            out.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }

        /** Leaves nothing behind when the file was not finished. */
        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(part);
        }
    }
}
