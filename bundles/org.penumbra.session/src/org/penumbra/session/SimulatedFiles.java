package org.penumbra.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.penumbra.compiler.BoundArray;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/**
 * Simulated data as files that a fit reads: JSON with one key for each datum and nested arrays for matrices, or CSV
 * with one column for each vector when all data but sizes are vectors of one length. The sites that the data were drawn
 * from are in a JSON file beside it, {@code x.truth.json} for {@code x.json}.
 */
public final class SimulatedFiles {

    private static final CSVFormat CSV = CSVFormat.Builder.create().setRecordSeparator("\n").get();

    private final Simulated simulated;

    public SimulatedFiles(Simulated simulated) {
        this.simulated = simulated;
    }

    /** Where the sites go that are behind the data in this file. */
    public static Path truth(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".truth.json");
    }

    /**
     * Writes both files; what is there already is replaced.
     *
     * @throws PenumbraException (USAGE, PEN-5040 to PEN-5042) for another ending, data that do not fit into a table, or
     *         a place that cannot be written
     */
    public void write(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean table = name.endsWith(".csv");
        if (!table && !name.endsWith(".json")) {
            throw refused("PEN-5040", file, "simulated data end in .json or .csv, this file does not.");
        }
        List<String> columns = table ? columns(file) : List.of();
        try (Writer writer = Files.newBufferedWriter(file); Writer sites = Files.newBufferedWriter(truth(file))) {
            if (table) {
                writeTable(columns, writer);
            } else {
                writeObject(simulated.data(), writer);
            }
            writeObject(simulated.sites(), sites);
        } catch (IOException failed) {
            throw refused("PEN-5042", file, "the file could not be written: " + failed.getClass().getSimpleName()
                    + ".");
        }
    }

    private static PenumbraException refused(String code, Path file, String message) {
        return PenumbraException.usage(Problem.error(code, message).at(Location.of(file.toString())));
    }

    /** The data that make a table; sizes follow from its number of rows. */
    private List<String> columns(Path file) {
        List<String> columns = new ArrayList<>();
        int rows = -1;
        for (Map.Entry<String, BoundArray> datum : simulated.data().entrySet()) {
            List<Integer> shape = datum.getValue().shape();
            if (shape.size() == 1 && (rows < 0 || rows == shape.getFirst())) {
                rows = shape.getFirst();
                columns.add(datum.getKey());
            } else if (!shape.isEmpty() || simulated.drawn().contains(datum.getKey())) {
                throw refused("PEN-5041", file, "a table needs vectors of one length, and '" + datum.getKey()
                        + "' has shape " + shape + ": write .json.");
            }
        }
        for (Map.Entry<String, BoundArray> datum : simulated.data().entrySet()) {
            if (datum.getValue().shape().isEmpty() && datum.getValue().values()[0] != rows) {
                throw refused("PEN-5041", file, "a table holds vectors only, and '" + datum.getKey()
                        + "' is a number that is not their length: write .json.");
            }
        }
        return columns;
    }

    private void writeTable(List<String> columns, Writer writer) throws IOException {
        CSVPrinter csv = new CSVPrinter(writer, CSV);
        csv.printRecord(columns);
        int rows = columns.isEmpty() ? 0 : simulated.data().get(columns.getFirst()).values().length;
        for (int row = 0; row < rows; row++) {
            for (String column : columns) {
                double value = simulated.data().get(column).values()[row];
                csv.print(Double.isNaN(value) ? "NA" : isWhole(value) ? (Object) (long) value : (Object) value);
            }
            csv.println();
        }
        csv.flush();
    }

    private static void writeObject(Map<String, BoundArray> values, Writer writer) throws IOException {
        try (JsonGenerator json = FitJson.open(writer)) {
            json.writeStartObject();
            for (Map.Entry<String, BoundArray> entry : values.entrySet()) {
                json.writeFieldName(entry.getKey());
                writeAxis(json, entry.getValue(), 0, 0);
            }
            json.writeEndObject();
        }
        writer.write('\n');
    }

    private static void writeAxis(JsonGenerator json, BoundArray array, int axis, int position) throws IOException {
        if (axis == array.shape().size()) {
            writeNumber(json, array.values()[position]);
            return;
        }
        json.writeStartArray();
        for (int k = 0; k < array.shape().get(axis); k++) {
            writeAxis(json, array, axis + 1, position * array.shape().get(axis) + k);
        }
        json.writeEndArray();
    }

    /** Every bit of a number comes back; a missing one is null. */
    private static void writeNumber(JsonGenerator json, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (isWhole(value)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53;
    }
}
