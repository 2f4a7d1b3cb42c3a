package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penumbra.session.SiteSummary;

class PosteriorTableTest {

    @Test
    void alignsPointsWhateverTheScale() {
        Golden.check("table.txt", PosteriorTable.of(sites()));
    }

    private static List<SiteSummary> sites() {
        return List.of(new SiteSummary("a", 9.178, 0.0693, 9.064, 9.178, 9.29),
                new SiteSummary("bA", -1.84, 0.131, -2.05, -1.838, -1.62),
                new SiteSummary("theta[10]", 1234.4, 17.2, 1206, 1234, 1262),
                new SiteSummary("tiny", -2.1e-5, 1.3e-5, -4.2e-5, -2.1e-5, 1e-6),
                new SiteSummary("huge", 3.25e9, 1e8, 3.1e9, 3.2e9, 3.4e9),
                new SiteSummary("point", 1.4335, Double.NaN, Double.NaN, 1.4335, Double.NaN),
                new SiteSummary("unknown", Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }

    /** A value that never varies has no R-hat, and the others keep their columns. */
    @Test
    void chainsSayWhatTheyAreWorth() {
        Golden.check("table-chains.txt", PosteriorTable.of(List.of(
                new SiteSummary("a", 9.178, 0.139, 8.95, 9.178, 9.41, 0.0021, 4607.3, 3301.8, 1.0007),
                new SiteSummary("theta[10]", 1234.4, 17.2, 1206, 1234, 1262, 0.6, 812, 1044, 1.0123),
                new SiteSummary("fixed", 1, 0, 1, 1, 1))));
    }

    @Test
    void parametersHaveNoSpreadAndManyAreOneLine() {
        List<SiteSummary> sites = new ArrayList<>(List.of(parameter("scale", 2.236, 1)));
        IntStream.rangeClosed(1, 30).forEach(i -> sites.add(parameter("w[" + i + "]", i / 10.0, 1)));
        sites.add(parameter("layer", -0.0021, 313600));
        sites.add(new SiteSummary("mu", 1.44, 0.91, -0.06, 1.44, 2.93));
        Golden.check("table-parameters.txt", PosteriorTable.of(sites));
    }

    private static SiteSummary parameter(String name, double value, int count) {
        return new SiteSummary(name, value, Double.NaN, Double.NaN, value, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, Double.NaN, count);
    }

    @Test
    void leavesOutTheMiddleOfVeryMany() {
        String table = PosteriorTable.of(IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> new SiteSummary("theta[" + i + "]", i, 1, i - 1.6, i, i + 1.6)).toList());
        assertEquals(62, table.lines().count());
        assertTrue(table.contains("\n... 940 more\n"), table);
        assertTrue(table.contains("theta[55]") && !table.contains("theta[56]") && table.contains("theta[996]"), table);
    }
}
