package org.penumbra.session;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVPrinter;
import org.penumbra.inference.Chains;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;

/**
 * What {@code draws.csv} is written from: one row per draw; a column for each number on the scale of the model, then
 * {@code lp__} (log joint density in free coordinates, with the Jacobian), {@code log_q} (log density of the guide
 * there) and {@code weight} (what the draw counts for in the summaries; all alike where importance weights cannot be
 * relied upon). Of Markov chains besides {@code chain}, counted from 1, and one column for each of their statistics.
 *
 * @param names of the numbers
 * @param row numbers of one draw; the array is read before the next is asked for
 */
record DrawTable(List<String> names, IntFunction<double[]> row, double[] lp, double[] logQ, double[] weights,
        Optional<Chains> chains) {

    static final String LP = "lp__";
    static final String LOG_Q = "log_q";
    static final String WEIGHT = "weight";
    static final String CHAIN = "chain";

    static DrawTable of(FitResult result, SiteMap sites) {
        FitResult.Draws draws = result.draws();
        double[] values = new double[sites.valueCount()];
        List<SiteMap.Site> shown = sites.sites().stream()
                .filter(site -> !LargeParameters.isLarge(site) && !LargeDraws.isLarge(site)).toList();
        List<String> names = shown.stream()
                .flatMap(site -> IntStream.range(0, site.size()).mapToObj(site::elementName)).toList();
        int[] columns = shown.stream().flatMapToInt(site -> IntStream.range(site.valueOffset(),
                site.valueOffset() + site.size())).toArray();
        double[] row = new double[columns.length];
        return new DrawTable(names, draw -> {
            sites.constrain(draws.points()[draw], values);
            Arrays.setAll(row, i -> values[columns[i]]);
            return row;
        }, draws.logP(), draws.logQ(), Weights.of(result).values(), result.chains());
    }

    void write(Writer writer) throws IOException {
        CSVPrinter csv = new CSVPrinter(writer, RunFiles.CSV);
        for (String name : names) {
            csv.print(name);
        }
        csv.print(LP);
        csv.print(LOG_Q);
        csv.print(WEIGHT);
        if (chains.isPresent()) {
            csv.print(CHAIN);
            for (Chains.Statistic statistic : chains.get().statistics()) {
                csv.print(statistic.name());
            }
        }
        csv.println();
        for (int draw = 0; draw < lp.length; draw++) {
            writeRow(csv, draw);
        }
        csv.flush();
    }

    private void writeRow(CSVPrinter csv, int draw) throws IOException {
        for (double value : row.apply(draw)) {
            csv.print(value);
        }
        csv.print(lp[draw]);
        csv.print(logQ[draw]);
        csv.print(weights[draw]);
        if (chains.isPresent()) {
            csv.print(draw / chains.get().length() + 1);
            for (Chains.Statistic statistic : chains.get().statistics()) {
                csv.print(statistic.values()[draw]);
            }
        }
        csv.println();
    }
}
