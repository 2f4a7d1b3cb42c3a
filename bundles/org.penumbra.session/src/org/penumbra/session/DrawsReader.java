package org.penumbra.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Chains.Statistic;

/** Reads {@code draws.csv}. Numbers of the model stand in front of {@code lp__}, numbers of the method behind. */
final class DrawsReader {

    private final Path file;
    private final List<double[]> rows = new ArrayList<>();
    private List<String> header;
    private int lp;

    DrawsReader(Path file) {
        this.file = file;
    }

    /** Names of the numbers of the model. */
    static List<String> header(Path file) throws IOException {
        DrawsReader reader = new DrawsReader(file);
        try (CSVParser csv = reader.open()) {
            reader.readHeader(csv.iterator());
            return reader.names();
        } catch (UncheckedIOException | IllegalArgumentException odd) {
            throw reader.damaged(1, "it is no table");
        }
    }

    DrawsReader read() throws IOException {
        try (CSVParser csv = open()) {
            Iterator<CSVRecord> records = csv.iterator();
            readHeader(records);
            while (records.hasNext()) {
                rows.add(numbers(records.next()));
            }
        } catch (UncheckedIOException | IllegalArgumentException odd) {
            throw damaged(rows.size() + 2, "numbers are expected, " + header.size() + " in each row");
        }
        return this;
    }

    private CSVParser open() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw RunProblem.missing(file);
        }
        return CSVParser.parse(file, StandardCharsets.UTF_8, RunFiles.CSV);
    }

    private void readHeader(Iterator<CSVRecord> records) {
        header = records.hasNext() ? List.copyOf(records.next().toList()) : List.of();
        lp = 0;
        while (lp + 2 < header.size() && !header.subList(lp, lp + 3)
                .equals(List.of(DrawTable.LP, DrawTable.LOG_Q, DrawTable.WEIGHT))) {
            lp++;
        }
        if (lp + 2 >= header.size()) {
            throw damaged(1, "its header has no " + DrawTable.LP + ", " + DrawTable.LOG_Q + " and "
                    + DrawTable.WEIGHT);
        }
    }

    private double[] numbers(CSVRecord record) {
        if (record.size() != header.size()) {
            throw new IllegalArgumentException("width");
        }
        double[] row = new double[record.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = Double.parseDouble(record.get(i));
        }
        return row;
    }

    private PenumbraException damaged(int line, String why) {
        return RunProblem.damaged(new Location(file.toString(), line, 0), why);
    }

    List<String> names() {
        return header.subList(0, lp);
    }

    int count() {
        return rows.size();
    }

    double[][] values() {
        double[][] values = new double[rows.size()][];
        for (int draw = 0; draw < values.length; draw++) {
            values[draw] = Arrays.copyOf(rows.get(draw), lp);
        }
        return values;
    }

    double[] lp() {
        return column(lp);
    }

    double[] logQ() {
        return column(lp + 1);
    }

    double[] weights() {
        return column(lp + 2);
    }

    /** Numbers of a Markov chain method; none for independent draws. */
    List<Statistic> statistics() {
        List<Statistic> statistics = new ArrayList<>();
        for (int i = lp + 3; i < header.size(); i++) {
            if (!header.get(i).equals(DrawTable.CHAIN)) {
                statistics.add(new Statistic(header.get(i), column(i)));
            }
        }
        return statistics;
    }

    private double[] column(int position) {
        return rows.stream().mapToDouble(row -> row[position]).toArray();
    }
}
