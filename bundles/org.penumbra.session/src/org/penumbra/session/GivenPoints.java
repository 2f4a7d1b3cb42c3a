package org.penumbra.session;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.SiteMap;

/** The draws of a stored run in the free coordinates of a model. */
final class GivenPoints {

    private final Path folder;
    private final List<String> names;
    private final double[][] values;
    private final Map<String, double[]> parameters;
    private final SiteMap sites;
    private final int dimension;

    GivenPoints(StoredRun run, SiteMap sites, int dimension) {
        this(run.folder(), run.names(), run.values(), run.parameters(), sites, dimension);
    }

    /**
     * Draws that a folder holds, {@code [draw][value]}, with the names of their values.
     *
     * @param parameters those that are the same in every draw, and no values of draws
     */
    GivenPoints(Path folder, List<String> names, double[][] values, Map<String, double[]> parameters, SiteMap sites,
            int dimension) {
        this.folder = folder;
        this.names = names;
        this.values = values;
        this.parameters = parameters;
        this.sites = sites;
        this.dimension = dimension;
    }

    /**
     * {@code [draw][coordinate]}.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-5036) when a latent site is missing, or a value outside of its support
     */
    double[][] all() {
        int[] columns = columns();
        if (values.length == 0) {
            throw unusable("there are none in it");
        }
        double[][] points = new double[values.length][dimension];
        for (int draw = 0; draw < points.length; draw++) {
            double[] row = values[draw];
            double[] reported = Arrays.stream(columns).mapToDouble(column -> column < 0 ? Double.NaN : row[column])
                    .toArray();
            putParameters(reported);
            try {
                sites.unconstrain(reported, points[draw]);
            } catch (IllegalArgumentException outside) {
                throw unusable(String.valueOf(outside.getMessage()).replaceAll("[.]$", ""));
            }
        }
        return points;
    }

    private void putParameters(double[] reported) {
        for (SiteMap.Site site : sites.sites()) {
            if (isApart(site)) {
                System.arraycopy(parameters.get(site.name()), 0, reported, site.valueOffset(), site.size());
            }
        }
    }

    private boolean isApart(SiteMap.Site site) {
        return parameters.containsKey(site.name()) && parameters.get(site.name()).length == site.size();
    }

    private int[] columns() {
        int[] columns = new int[sites.valueCount()];
        Arrays.fill(columns, -1);
        Map<String, Integer> known = new HashMap<>();
        for (int k = 0; k < names.size(); k++) {
            known.putIfAbsent(names.get(k), k);
        }
        for (SiteMap.Site site : sites.sites().stream().filter(one -> !isApart(one)).toList()) {
            for (int i = 0; i < site.size(); i++) {
                int column = known.getOrDefault(site.elementName(i), -1);
                if (column < 0 && site.kind() == SiteMap.Site.Kind.LATENT) {
                    throw unusable("it has no column " + site.elementName(i));
                }
                columns[site.valueOffset() + i] = column;
            }
        }
        return columns;
    }

    private PenumbraException unusable(String why) {
        return PenumbraException.badInput(Problem.error("PEN-5036", "draws of every latent site are needed, but " + why
                + ".").at(Location.of(folder.resolve(RunFiles.DRAWS).toString()))
                .advise("Name the folder of a run of a model with the same sites."));
    }
}
