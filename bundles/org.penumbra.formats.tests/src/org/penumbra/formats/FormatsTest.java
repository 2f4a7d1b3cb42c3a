package org.penumbra.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.DrawnVariable;
import org.penumbra.exchange.Exporter;
import org.penumbra.testing.ExporterContract;

class FormatsTest {

    private final MemoryShelf shelf = new MemoryShelf();

    private static DrawSet matrix() {
        return new DrawSet("M", DrawnVariable.ofNames(List.of("s", "B[1,1]", "B[1,2]", "B[2,1]", "B[2,2]")),
                new double[][] {{0.5, 11, 12, 21, 22}, {-1.25, 111, 112, 121, 122}}, 2,
                List.of(new DrawSet.Statistic("energy__", new double[] {3, 4}),
                        new DrawSet.Statistic("lp__", new double[] {-1.5, -2})),
                new double[] {0.5, 0.5}, Map.of("seed", "7", "warmup", "100"),
                List.of(new DrawSet.Adaptation(0.25, "diagonal", new double[] {1, 2}),
                        new DrawSet.Adaptation(0.5, "diagonal", new double[] {3, 4})));
    }

    @Test
    void cmdStanKeepsTheContract() throws IOException {
        ExporterContract.check(new CmdStan(), new CmdStan.Options(0), shelf);
    }

    @Test
    void posteriorDbKeepsTheContract() throws IOException {
        ExporterContract.check(new PosteriorDb(), new NoOptions(), shelf);
    }

    record NoOptions() {
    }

    /** Column-major, as Stan stores matrices; rstan and cmdstanr rely on it. */
    @Test
    void cmdStanFilesLookAsThoseOfCmdStan() throws IOException {
        new CmdStan().write(matrix(), new CmdStan.Options(0), shelf.output());
        assertEquals(List.of("M-1.csv", "M-2.csv"), List.copyOf(shelf.files().keySet()));
        List<String> lines = shelf.text("M-2.csv").lines().toList();
        List<String> table = lines.stream().filter(line -> !line.startsWith("#")).toList();
        assertEquals(List.of("lp__,energy__,s,B.1.1,B.2.1,B.1.2,B.2.2", "-2,4,-1.25,111,121,112,122"), table);
        assertTrue(lines.containsAll(List.of("# stan_version_major = 2", "# model = M", "# method = sample (Default)",
                "#     num_samples = 1", "#     num_warmup = 100", "#     save_warmup = 0 (Default)",
                "#     thin = 1 (Default)", "# id = 2", "#   seed = 7", "#         metric = diag_e")),
                lines.toString());
        int header = lines.indexOf(table.getFirst());
        assertEquals(List.of("# Adaptation terminated", "# Step size = 0.5",
                "# Diagonal elements of inverse mass matrix:", "# 3.0, 4.0"), lines.subList(header + 1, header + 5));
        assertTrue(lines.getLast().startsWith("#"), lines.getLast());
    }

    @Test
    void digitsCanBeLimited() throws IOException {
        DrawSet draws = new DrawSet("M", DrawnVariable.ofNames(List.of("x")), new double[][] {{1.0 / 3}, {1e-20 / 3}},
                1,
                List.of(), new double[] {0.5, 0.5}, Map.of(), List.of());
        new CmdStan().write(draws, new CmdStan.Options(4), shelf.output());
        assertEquals(List.of("x", "0.3333", "3.333e-21"),
                shelf.text("M-1.csv").lines().filter(line -> !line.startsWith("#")).toList());
    }

    /** Saved warm-up is left out, and settings are those of the comments, with or without "(Default)". */
    @Test
    void readsWhatCmdStanWrites() throws IOException {
        String text = """
                # stan_version_major = 2
                # model = bernoulli_model
                # method = sample (Default)
                #   sample
                #     num_samples = 2
                #     num_warmup = 3
                #     save_warmup = true
                #     thin = 2
                #     algorithm = hmc (Default)
                #       hmc
                #         engine = nuts (Default)
                #         metric = diag_e (Default)
                # random
                #   seed = 42
                lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,theta.1,theta.2
                -9,0.1,1,1,1,0,9,0.9,0.8
                -8,0.1,1,1,1,0,9,0.9,0.8
                # Adaptation terminated
                # Step size = 0.809818
                # Diagonal elements of inverse mass matrix:
                # 0.592872, 1.5
                -6.76206,1,0.809818,1,1,0,6.81411,0.229458,1e-3
                -6.81411,0.983,0.809818,2,3,1,nan,0.2,-inf
                #\s
                #  Elapsed Time: 0.001332 seconds (Warm-up)
                """;
        DrawSet draws = new CmdStan().read(List.of(MemoryShelf.input("output.csv", text)));
        assertEquals("bernoulli", draws.model());
        assertEquals(List.of(new DrawnVariable("theta", List.of(2), List.of("theta[1]", "theta[2]"))),
                draws.variables());
        assertEquals(2, draws.count());
        assertArrayEquals(new double[] {0.2, Double.NEGATIVE_INFINITY}, draws.values()[1]);
        assertEquals(CmdStanColumns.METHOD, draws.statistics().stream().map(DrawSet.Statistic::name).toList());
        assertTrue(Double.isNaN(draws.statistics().getLast().values()[1]));
        assertEquals("42", draws.about().get("seed"));
        assertEquals("nuts", draws.about().get("algorithm"));
        assertEquals(0.809818, draws.adaptations().getFirst().stepSize());
        assertArrayEquals(new double[] {0.592872, 1.5}, draws.adaptations().getFirst().variances());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"'a,b\n1,x\n'; a.csv:2: error [PEN-2520]", "'a,b\n1\n'; a.csv:2",
        "'# only\n'; there is none", "'a,b\n'; there are none", "'a,a\n1,2\n'; a name of its own"})
    void saysWhereAFileOfCmdStanIsWrong(String text, String expected) {
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> new CmdStan().read(List.of(MemoryShelf.input("a.csv", text))));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    @Test
    void chainsAreOfOneRun() {
        Exporter.Input first = MemoryShelf.input("a.csv", "x\n1\n2\n");
        assertTrue(assertThrows(PenumbraException.class, () -> new CmdStan().read(List.of(first,
                MemoryShelf.input("b.csv", "x\n1\n")))).getMessage().contains("b.csv: error [PEN-2520]"));
        assertTrue(assertThrows(PenumbraException.class, () -> new CmdStan().read(List.of(first,
                MemoryShelf.input("b.csv", "y\n1\n2\n")))).getMessage().contains("its columns are not those of a.csv"));
    }

    @Test
    void posteriorDbIsAListOfChains() throws IOException {
        new PosteriorDb().write(matrix(), new NoOptions(), shelf.output());
        assertEquals("[{\"s\":[0.5],\"B[1,1]\":[11.0],\"B[1,2]\":[12.0],\"B[2,1]\":[21.0],\"B[2,2]\":[22.0]},"
                + "{\"s\":[-1.25],\"B[1,1]\":[111.0],\"B[1,2]\":[112.0],\"B[2,1]\":[121.0],\"B[2,2]\":[122.0]}]\n",
                shelf.text("M.json"));
    }

    /** Weights 1/2, 1/4, 1/8, 1/8 of 8 draws, four of which have none. */
    @Test
    void weightsBecomeNumbersOfDraws() {
        double[][] values = {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}};
        DrawSet draws = new DrawSet("M", DrawnVariable.ofNames(List.of("x")), values, 1, List.of(),
                new double[] {0, 0.5, 0, 0.25, 0.125, 0, 0.125, 0}, Map.of(), List.of()).equallyWeighted();
        double[] taken = Arrays.stream(draws.values()).mapToDouble(row -> row[0]).toArray();
        assertArrayEquals(new double[] {1, 1, 1, 1, 3, 3, 4, 6}, taken);
    }
}
