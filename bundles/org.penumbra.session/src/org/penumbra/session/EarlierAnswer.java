package org.penumbra.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;

/** The draws of a stored run as a start for another: their means and standard deviations in free coordinates. */
final class EarlierAnswer {

    private static final String DRAWS = "draws.csv";

    private EarlierAnswer() {
    }

    /**
     * @param folder of a run of a model with the same latent sites; its data and its guide may be others
     * @throws PenumbraException (BAD_INPUT, PEN-5036) when there are no draws of all latent sites
     */
    static Start warm(Start cold, Path folder, SiteMap sites, int dimension) {
        List<double[]> points = read(folder.resolve(DRAWS), sites, dimension);
        double[] mean = new double[dimension];
        double[] scales = new double[dimension];
        for (double[] point : points) {
            for (int i = 0; i < dimension; i++) {
                mean[i] += point[i] / points.size();
            }
        }
        for (double[] point : points) {
            for (int i = 0; i < dimension; i++) {
                scales[i] += (point[i] - mean[i]) * (point[i] - mean[i]) / points.size();
            }
        }
        for (int i = 0; i < dimension; i++) {
            scales[i] = Math.sqrt(scales[i]);
        }
        return Arrays.stream(scales).allMatch(s -> s > 0 && Double.isFinite(s)) ? cold.at(mean, scales) : cold.at(mean);
    }

    private static List<double[]> read(Path file, SiteMap sites, int dimension) {
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser csv = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
            int[] columns = columns(csv, sites, file);
            List<double[]> points = new ArrayList<>();
            double[] values = new double[sites.valueCount()];
            for (CSVRecord row : csv) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = columns[i] < 0 ? Double.NaN : Double.parseDouble(row.get(columns[i]));
                }
                double[] point = new double[dimension];
                sites.unconstrain(values, point);
                points.add(point);
            }
            if (points.isEmpty()) {
                throw unusable(file, "there are no draws in it");
            }
            return points;
        } catch (IOException failed) {
            throw unusable(file, "it cannot be read (" + failed.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException odd) {
            throw unusable(file, String.valueOf(odd.getMessage()).replaceAll("[.]$", ""));
        }
    }

    /** -1 for a deterministic value that is not there: it is not needed. */
    private static int[] columns(CSVParser csv, SiteMap sites, Path file) {
        int[] columns = new int[sites.valueCount()];
        for (SiteMap.Site site : sites.sites()) {
            for (int i = 0; i < site.size(); i++) {
                String name = site.elementName(i);
                columns[site.valueOffset() + i] = csv.getHeaderMap().getOrDefault(name, -1);
                if (site.kind() == SiteMap.Site.Kind.LATENT && columns[site.valueOffset() + i] < 0) {
                    throw unusable(file, "it has no column " + name);
                }
            }
        }
        return columns;
    }

    private static PenumbraException unusable(Path file, String why) {
        return PenumbraException.badInput(Problem.error("PEN-5036", "draws of every latent site are needed to start "
                + "from, but " + why + ".").at(Location.of(file.toString()))
                .advise("Name the folder of a run of a model with the same sites."));
    }
}
