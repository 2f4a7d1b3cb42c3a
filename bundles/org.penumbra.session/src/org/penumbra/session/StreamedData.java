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
import java.util.stream.Stream;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.RowSource;
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
    private final List<String> names = new ArrayList<>();
    private final Map<String, BoundArray> scalars = new LinkedHashMap<>();
    private int dropped;

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
        if (names.isEmpty() && scalars.isEmpty()) {
            part.arrays().forEach((name, array) -> {
                if (array.shape().isEmpty()) {
                    scalars.put(name, array);
                } else {
                    names.add(name);
                }
            });
            names.sort(null);
        }
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
                writers.add(new RowFile.Writer(file, names.size()));
            }
            double[][] columns = names.stream().map(name -> part.arrays().get(name).values())
                    .toArray(double[][]::new);
            double[] row = new double[columns.length];
            for (int k = 0; k < part.rows(); k++) {
                for (int d = 0; d < row.length; d++) {
                    row[d] = columns[d][k];
                    requireThere(row[d], names.get(d), part, k);
                }
                writers.getFirst().add(row);
            }
            dropped += part.dropped();
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    private static void requireThere(double value, String name, BoundData part, int row) {
        if (Double.isNaN(value)) {
            throw PenumbraException.badInput(Problem.error("PEN-5110", "a value is missing ("
                    + part.arrays().get(name).place().apply(row) + "), and this table is read from disk row by row: "
                    + "nothing can be imputed.").about(name)
                    .advise("Write 'missing = drop' after the data to leave out such rows."));
        }
    }

    private BoundData bound(RowFile rows) {
        if (rows.rows() == 0) {
            throw binder.noRows(binding, rows.dropped(), shown(reader, table));
        }
        Map<String, BoundArray> arrays = new LinkedHashMap<>(scalars);
        for (int k = 0; k < names.size(); k++) {
            arrays.put(names.get(k), column(rows, k));
        }
        return new BoundData(shown(reader, table), arrays, rows.rows(), rows.dropped());
    }

    private BoundArray column(RowFile rows, int column) {
        RowFile.Column facts = rows.column(column);
        double[] examples = Stream.of(facts.lowest(), facts.highest(), facts.fraction())
                .mapToDouble(Double::doubleValue).filter(one -> !Double.isNaN(one)).toArray();
        int[] places = {facts.lowestRow(), facts.highestRow(), facts.fractionRow()};
        return new BoundArray(List.of(rows.rows()), examples,
                k -> "row " + (places[k] + 1) + " of those that are used of " + shown(reader, table),
                Optional.of(new Column(rows, column)));
    }

    /** One column of the file. */
    private record Column(RowFile rows, int column) implements RowSource {

        @Override
        public int width() {
            return 1;
        }

        @Override
        public boolean isFinite() {
            RowFile.Column facts = rows.column(column);
            return Double.isFinite(facts.lowest()) && Double.isFinite(facts.highest());
        }

        @Override
        public void read(int row, double[] to, int at) {
            to[at] = rows.get(row, column);
        }
    }
}
