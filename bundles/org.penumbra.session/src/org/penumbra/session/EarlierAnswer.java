package org.penumbra.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        List<double[]> points = read(folder.resolve(DRAWS), large(folder), sites, dimension);
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
        sites.sites().stream().filter(SiteMap.Site::parameter).forEach(site -> Arrays.fill(scales, site.freeOffset(),
                site.freeOffset() + site.freeSize(), 1)); // a point has none, and nobody asks for it
        return Arrays.stream(scales).allMatch(s -> s > 0 && Double.isFinite(s)) ? cold.at(mean, scales) : cold.at(mean);
    }

    /** Parameters that are no columns of the draws. */
    private static Map<String, double[]> large(Path folder) {
        Path run = folder.resolve(RunFiles.RUN);
        if (!Files.exists(run)) {
            return Map.of();
        }
        try {
            return LargeParameters.read(folder, new ObjectMapper().readTree(run.toFile())).byName();
        } catch (IOException failed) {
            throw RunProblem.unreadable(folder, failed);
        }
    }

    private static List<double[]> read(Path file, Map<String, double[]> large, SiteMap sites, int dimension) {
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser csv = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
            int[] columns = columns(csv, large, sites, file);
            List<double[]> points = new ArrayList<>();
            double[] values = new double[sites.valueCount()];
            for (CSVRecord row : csv) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = columns[i] < 0 ? Double.NaN : Double.parseDouble(row.get(columns[i]));
                }
                put(large, sites, values);
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

    private static void put(Map<String, double[]> large, SiteMap sites, double[] values) {
        for (SiteMap.Site site : sites.sites()) {
            if (isIn(large, site)) {
                System.arraycopy(large.get(site.name()), 0, values, site.valueOffset(), site.size());
            }
        }
    }

    private static boolean isIn(Map<String, double[]> large, SiteMap.Site site) {
        return large.containsKey(site.name()) && large.get(site.name()).length == site.size();
    }

    /** -1 for a deterministic value that is not there: it is not needed; and for what is stored elsewhere. */
    private static int[] columns(CSVParser csv, Map<String, double[]> large, SiteMap sites, Path file) {
        int[] columns = new int[sites.valueCount()];
        Arrays.fill(columns, -1);
        for (SiteMap.Site site : sites.sites().stream().filter(one -> !isIn(large, one)).toList()) {
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
