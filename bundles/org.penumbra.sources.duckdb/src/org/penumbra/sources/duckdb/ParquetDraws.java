package org.penumbra.sources.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.Exporter;
import org.penumbra.inference.Option;

/**
 * Parquet: one file {@code MODEL.parquet} with a row for each draw. The columns {@code .chain}, {@code .iteration} and
 * {@code .draw}, counted from 1, and {@code .log_weight} where draws count for different amounts, are those of R's
 * posterior package (Bürkner et al. 2025); then the numbers of the method, such as {@code lp__}, and a column for each
 * number of the model, {@code theta[1,2]}.
 */
public final class ParquetDraws implements Exporter<ParquetDraws.Options>, Exporter.Reader {

    static final String CHAIN = ".chain";
    static final String ITERATION = ".iteration";
    static final String DRAW = ".draw";
    static final String LOG_WEIGHT = ".log_weight";

    /** How columns are compressed. */
    public enum Compression {
        ZSTD, SNAPPY, GZIP, UNCOMPRESSED
    }

    /** @param compression of the columns */
    public record Options(@Option(label = "Compression", help = "How columns are compressed.", value = "ZSTD")
            Compression compression) {
    }

    @Override
    public void write(DrawSet draws, Options options, Output output) throws IOException {
        String path = output.path(draws.model() + ".parquet");
        try (Database database = Database.open("")) {
            // With one thread the same draws give the same bytes.
            database.run("SET threads = 1");
            database.run("CREATE TABLE draws (" + columns(draws).stream().map(Database::name)
                    .map(name -> name + type(name)).collect(Collectors.joining(", ")) + ")");
            append(draws, database);
            database.run("COPY draws TO " + Database.text(path) + " (FORMAT parquet, COMPRESSION "
                    + options.compression().name().toLowerCase(Locale.ROOT) + ")");
        } catch (SQLException failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private static String type(String quoted) {
        return List.of(CHAIN, ITERATION, DRAW).contains(quoted.substring(1, quoted.length() - 1)) ? " INTEGER"
                : " DOUBLE";
    }

    private static List<String> columns(DrawSet draws) {
        List<String> columns = new ArrayList<>(List.of(CHAIN, ITERATION, DRAW));
        if (draws.isWeighted()) {
            columns.add(LOG_WEIGHT);
        }
        draws.statistics().forEach(one -> columns.add(one.name()));
        columns.addAll(draws.names());
        return columns;
    }

    private static void append(DrawSet draws, Database database) throws SQLException {
        try (DuckDBAppender appender = ((DuckDBConnection) database.connection()).createAppender("draws")) {
            for (int k = 0; k < draws.count(); k++) {
                appender.beginRow();
                appender.append(k / draws.length() + 1);
                appender.append(k % draws.length() + 1);
                appender.append(k + 1);
                if (draws.isWeighted()) {
                    appender.append(StrictMath.log(draws.weights()[k]));
                }
                for (DrawSet.Statistic statistic : draws.statistics()) {
                    appender.append(statistic.values()[k]);
                }
                for (double value : draws.values()[k]) {
                    appender.append(value);
                }
                appender.endRow();
            }
        }
    }

    @Override
    public DrawSet read(List<Input> files) {
        return ParquetReader.read(files);
    }
}
