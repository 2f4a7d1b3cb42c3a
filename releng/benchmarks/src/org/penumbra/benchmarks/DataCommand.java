package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.penumbra.registry.Registry;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Prepared;
import org.penumbra.session.Session;

/** Time and memory of binding 1,000,000 rows of CSV and Parquet, beside DuckDB alone: [--rows N] [--json FILE]. */
public final class DataCommand {

    private static final int RUNS = 3;
    private static final String MODEL = """
            model Line {
              data n : int
              data x : real[n]
              data z : real[n]
              data y : real[n]
              a ~ Normal(0, 10)
              b ~ Normal(0, 10)
              c ~ Normal(0, 10)
              sigma ~ HalfNormal(1)
              for i in 1..n {
                y[i] ~ Normal(a + b * x[i] + c * z[i], sigma)
              }
            }
            """;

    /**
     * @param seconds best of the runs
     * @param megabytes largest resident size of the process
     */
    record Result(String what, double seconds, double megabytes) {
    }

    private DataCommand() {
    }

    /** Each measurement is a process of its own, so that the size is that of one reader. */
    public static void main(String[] arguments) throws Exception {
        CommandLine line = new CommandLine(arguments, Set.of("--rows", "--json", "--read", "--with"));
        Optional<String> read = line.option("--read");
        if (read.isPresent()) {
            measure(Path.of(read.get()), line.option("--with").orElseThrow());
            return;
        }
        int rows = line.number("--rows", 1_000_000);
        Path folder = Files.createTempDirectory("penumbra-data");
        try {
            compare(folder, rows, line.option("--json"));
        } finally {
            for (String name : List.of("line.penumbra", "d.csv", "d.parquet")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static void compare(Path folder, int rows, Optional<String> json) throws Exception {
        write(folder, rows);
        List<Result> results = new ArrayList<>();
        System.out.printf("%,d rows of four columns, three of them used%n%n%-36s %9s %12s%n", rows, "", "seconds",
                "resident MB");
        for (String file : List.of("d.csv", "d.parquet")) {
            for (String with : List.of("penumbra", "duckdb")) {
                results.add(process(folder.resolve(file), with));
                Result one = results.getLast();
                System.out.printf("%-36s %9.3f %12.0f%n", one.what(), one.seconds(), one.megabytes());
            }
        }
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("rows", rows, "results", results));
        }
    }

    private static void write(Path folder, int rows) throws IOException, SQLException {
        Files.writeString(folder.resolve("line.penumbra"), MODEL);
        String table = "SELECT range AS id, x, z, 1 + 2 * x - z + 0.5 * sin(range) AS y FROM (SELECT range, "
                + "sin(range * 12.9898) AS x, cos(range * 78.233) AS z FROM range(" + rows + "))";
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (" + table + ") TO '" + folder.resolve("d.csv") + "' (HEADER)");
            statement.execute("COPY (" + table + ") TO '" + folder.resolve("d.parquet") + "' (FORMAT parquet)");
        }
    }

    private static Result process(Path file, String with) throws IOException, InterruptedException {
        ProcessHandle.Info self = ProcessHandle.current().info();
        Process process = new ProcessBuilder(self.command().orElseThrow(), "--add-modules", "jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), DataCommand.class.getName(), "--read", file.toString(),
                "--with", with).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("reading " + file + " with " + with + " failed: " + answer);
        }
        String[] figures = answer.lines().toList().getLast().split(" ");
        return new Result(file.getFileName() + " bound by " + with, Double.parseDouble(figures[0]),
                Double.parseDouble(figures[1]));
    }

    private static void measure(Path file, String with) throws Exception {
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            double sum = with.equals("duckdb") ? duckDb(file) : penumbra(file);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
            if (!Double.isFinite(sum)) {
                throw new IllegalStateException("the sum is " + sum);
            }
        }
        System.out.printf(Locale.ROOT, "%.4f %.1f%n", best, residentMegabytes());
    }

    /** Reads the file, binds its columns and compiles the model. */
    private static double penumbra(Path file) {
        Prepared prepared = new Session(Registry.open())
                .prepare(FitRequest.of(file.resolveSibling("line.penumbra")).withData(file));
        double[] y = prepared.data().arrays().get("y").values();
        return y[0] + y[y.length - 1] + prepared.target().logDensity(new double[prepared.target().dimension()]);
    }

    /** What DuckDB alone takes to have the same columns as numbers in Java. */
    private static double duckDb(Path file) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet found = statement.executeQuery("SELECT x, z, y FROM '" + file + "'")) {
            double[][] columns = new double[3][1 << 10];
            int rows = 0;
            while (found.next()) {
                for (int i = 0; i < columns.length; i++) {
                    if (rows == columns[i].length) {
                        columns[i] = Arrays.copyOf(columns[i], 2 * rows);
                    }
                    columns[i][rows] = found.getDouble(i + 1);
                }
                rows++;
            }
            return columns[2][0] + columns[2][rows - 1];
        }
    }

    /** The largest that the process was, as Linux counts it. */
    private static double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).findFirst()
                .orElse(Double.NaN);
    }
}
