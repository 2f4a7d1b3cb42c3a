package org.penumbra.sources.duckdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;
import org.penumbra.exchange.DataSet;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.DrawnVariable;
import org.penumbra.exchange.Exporter;

/** Reads draws from Parquet files: one of all chains, or one for each chain. */
final class ParquetReader {

    private static final List<String> BOOKKEEPING = List.of(ParquetDraws.CHAIN, ParquetDraws.ITERATION,
            ParquetDraws.DRAW, ParquetDraws.LOG_WEIGHT);

    private final String file;
    private final Map<String, double[]> columns = new LinkedHashMap<>();

    private ParquetReader(Exporter.Input input) {
        this.file = input.name();
        List<DataSet> whole = new ArrayList<>();
        new Relation(file, "", "SELECT * FROM read_parquet(" + Database.text(input.path()) + ")")
                .read(Integer.MAX_VALUE, whole::add);
        DataSet table = whole.getFirst();
        table.names().forEach(name -> columns.put(name, table.array(name).values()));
    }

    static DrawSet read(List<Exporter.Input> files) {
        List<ParquetReader> all = files.stream().map(ParquetReader::new).toList();
        ParquetReader first = all.getFirst();
        for (ParquetReader other : all) {
            first.require(other.columns.keySet().equals(first.columns.keySet()) && other.rows() == first.rows(),
                    other.file + " has other columns, or not as many rows");
        }
        first.requireChainAfterChain();
        return first.draws(all);
    }

    private DrawSet draws(List<ParquetReader> all) {
        int count = all.size() * rows();
        List<String> names = columns.keySet().stream()
                .filter(name -> !BOOKKEEPING.contains(name) && !isMethod(name)).toList();
        require(!names.isEmpty(), "no column is a number of a model");
        double[][] values = new double[count][names.size()];
        for (int i = 0; i < names.size(); i++) {
            double[] column = together(all, names.get(i));
            for (int k = 0; k < count; k++) {
                values[k][i] = column[k];
            }
        }
        List<DrawSet.Statistic> statistics = columns.keySet().stream().filter(ParquetReader::isMethod)
                .map(name -> new DrawSet.Statistic(name, together(all, name))).toList();
        return new DrawSet(model(), DrawnVariable.ofNames(names), values, all.size() * chains(), statistics,
                weights(all, count), Map.of(), List.of());
    }

    private static boolean isMethod(String name) {
        return name.endsWith("__") || name.equals("log_q");
    }

    private int rows() {
        return columns.values().iterator().next().length;
    }

    private int chains() {
        return columns.containsKey(ParquetDraws.CHAIN)
                ? (int) Arrays.stream(columns.get(ParquetDraws.CHAIN)).distinct().count() : 1;
    }

    private void requireChainAfterChain() {
        double[] chain = columns.get(ParquetDraws.CHAIN);
        require(rows() % chains() == 0, "its chains differ in length");
        int length = rows() / chains();
        for (int k = 1; chain != null && k < chain.length; k++) {
            require(k % length == 0 ? chain[k] != chain[k - 1] : chain[k] == chain[k - 1],
                    "its chains do not stand one after the other, all of one length");
        }
    }

    private static double[] together(List<ParquetReader> all, String name) {
        return all.stream().flatMapToDouble(one -> Arrays.stream(one.columns.get(name))).toArray();
    }

    private double[] weights(List<ParquetReader> all, int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        if (columns.containsKey(ParquetDraws.LOG_WEIGHT)) {
            weights = Arrays.stream(together(all, ParquetDraws.LOG_WEIGHT)).map(StrictMath::exp).toArray();
        }
        double sum = Arrays.stream(weights).sum();
        require(sum > 0 && Double.isFinite(sum), "its weights are no weights");
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** The name of the file is all that says which model it is. */
    private String model() {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.replaceAll("[.]parquet$", "");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw wrong(otherwise);
        }
    }

    private PenumbraException wrong(String why) {
        return DataProblem.at("PEN-2522", Location.of(file), "a table of draws was expected: " + why + ".",
                "Give it a column for each number, and .chain for the chains.");
    }
}
