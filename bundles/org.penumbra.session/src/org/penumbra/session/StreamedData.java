package org.penumbra.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penumbra.compiler.BoundArray;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.data.DataName;
import org.penumbra.data.DataReader;
import org.penumbra.data.RowFile;
import org.penumbra.model.DataBinding;

/**
 * Binds a table that is too large for memory: once, part by part, into a file of rows, from which minibatches read
 * theirs. The file is kept in the folder for temporary files, under a name that follows from the contents of table and
 * model, so that the next run finds it.
 */
final class StreamedData {

    /** {@code on}, {@code off}, or {@code auto}, which is what holds when it says nothing. */
    private static final String SWITCH = "penumbra.stream";
    /** Half of the memory is for what follows. */
    private static final int SHARE_OF_MEMORY = 2;
    private static final int ROWS_OF_PART = 8192;

    private final DataBinder binder;
    private final Optional<DataBinding> binding;
    private final DataReader reader;
    private final DataName table;
    private final List<Columns> rows = new ArrayList<>();
    private final Map<String, BoundArray> scalars = new LinkedHashMap<>();
    private int dropped;

    /**
     * Where the numbers of a datum stand in a row of the file.
     *
     * @param first column of it
     * @param cell extents of what one row has; empty for one number
     */
    private record Columns(String name, int first, List<Integer> cell) {

        int width() {
            return cell.stream().reduce(1, Math::multiplyExact);
        }
    }

    private StreamedData(DataBinder binder, Optional<DataBinding> binding, DataReader reader, DataName table) {
        this.binder = binder;
        this.binding = binding;
        this.reader = reader;
        this.table = table;
    }

    /** Whether data are to be bound in this way. */
    static boolean suits(DataReader reader, DataName table) {
        Optional<Long> memory = reader.memory(table);
        return memory.isPresent() && switch (System.getProperty(SWITCH, "").toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> memory.get() > Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        };
    }

    /**
     * @param identity whatever the binding follows from, besides the table
     * @throws PenumbraException (BAD_INPUT) as for data in memory; PEN-5110 for a value that is missing, PEN-5111 when
     *         the rows cannot be kept
     */
    static BoundData bind(DataBinder binder, Optional<DataBinding> binding, DataReader reader, DataName table,
            String identity) {
        try {
            return new StreamedData(binder, binding, reader, table).bind(identity);
        } catch (UncheckedIOException | IOException disk) {
            throw PenumbraException.badInput(Problem.error("PEN-5111", "the rows of " + shown(reader, table)
                    + " could not be kept in the folder for temporary files: " + disk.getMessage() + ".")
                    .advise("Make room there, or name another folder with -Djava.io.tmpdir=DIR."));
        }
    }

    private BoundData bind(String identity) throws IOException {
        if (!reader.isFile(table)) {
            return bindOnce();
        }
        Path file = folder().resolve(key(identity) + ".rows");
        if (Files.exists(file)) {
            reader.readParts(table, ROWS_OF_PART, part -> {
                learn(binder.bindPart(binding, part));
                return false;
            });
        } else {
            write(file);
        }
        return bound(RowFile.open(file));
    }

    /** What a query gives may be another answer next time, so that its rows are kept for this run alone. */
    private BoundData bindOnce() throws IOException {
        Path file = Files.createTempFile(folder(), "query", ".rows");
        file.toFile().deleteOnExit();
        write(file);
        return bound(RowFile.open(file));
    }

    private static Path folder() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"),
                "penumbra-" + System.getProperty("user.name")));
    }

    private String key(String identity) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(identity.getBytes(StandardCharsets.UTF_8));
            try (InputStream in = new DigestInputStream(Files.newInputStream(table.file()), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static String shown(DataReader reader, DataName table) {
        return reader.isFile(table) ? table.file().toString() : table.text();
    }

    /** What is a column and what is one number. */
    private void learn(BoundData part) {
        if (rows.isEmpty() && scalars.isEmpty()) {
            int first = 0;
            for (var named : new TreeMap<>(part.arrays()).entrySet()) {
                List<Integer> shape = named.getValue().shape();
                if (shape.isEmpty()) {
                    scalars.put(named.getKey(), named.getValue());
                } else {
                    rows.add(new Columns(named.getKey(), first, shape.subList(1, shape.size())));
                    first += rows.getLast().width();
                }
            }
        }
    }

    private int width() {
        return rows.stream().mapToInt(Columns::width).sum();
    }

    private void write(Path file) throws IOException {
        List<RowFile.Writer> writers = new ArrayList<>();
        try {
            reader.readParts(table, ROWS_OF_PART, part -> {
                BoundData rows = binder.bindPart(binding, part);
                learn(rows);
                add(rows, file, writers);
                return true;
            });
            writers.getFirst().finish(dropped);
        } finally {
            for (RowFile.Writer writer : writers) {
                writer.close();
            }
        }
    }

    /** @param writers none before the first part, when the number of columns is not known */
    private void add(BoundData part, Path file, List<RowFile.Writer> writers) {
        try {
            if (writers.isEmpty()) {
                writers.add(new RowFile.Writer(file, width()));
            }
            double[] row = new double[width()];
            for (int k = 0; k < part.rows(); k++) {
                for (Columns one : rows) {
                    copy(part, one, k, row);
                }
                writers.getFirst().add(row);
            }
            dropped += part.dropped();
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    private static void copy(BoundData part, Columns columns, int row, double[] to) {
        int width = columns.width();
        double[] values = part.arrays().get(columns.name()).values();
        for (int d = 0; d < width; d++) {
            to[columns.first() + d] = values[row * width + d];
            requireThere(values[row * width + d], columns.name(), part, row * width + d);
        }
    }

    private static void requireThere(double value, String name, BoundData part, int element) {
        if (Double.isNaN(value)) {
            throw PenumbraException.badInput(Problem.error("PEN-5110", "a value is missing ("
                    + part.arrays().get(name).place().apply(element) + "), and this table is read from disk row by "
                    + "row: nothing can be imputed.").about(name)
                    .advise("Write 'missing = drop' after the data to leave out such rows."));
        }
    }

    private BoundData bound(RowFile file) {
        if (file.rows() == 0) {
            throw binder.noRows(binding, file.dropped(), shown(reader, table));
        }
        Map<String, BoundArray> arrays = new LinkedHashMap<>(scalars);
        for (Columns one : rows) {
            arrays.put(one.name(), array(file, one));
        }
        return new BoundData(shown(reader, table), arrays, file.rows(), file.dropped());
    }

    private BoundArray array(RowFile file, Columns columns) {
        List<Integer> shape = new ArrayList<>(List.of(file.rows()));
        shape.addAll(columns.cell());
        Streamed streamed = new Streamed(file, columns.first(), columns.width());
        List<Streamed.Example> examples = streamed.examples();
        return new BoundArray(shape, examples.stream().mapToDouble(Streamed.Example::value).toArray(),
                k -> "row " + (examples.get(k).row() + 1) + " of those that are used of " + shown(reader, table),
                Optional.of(streamed));
    }
}
