package org.penumbra.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.SiteMap;

/** The draws of a stored run in the free coordinates of a model. */
final class GivenPoints {

    private final StoredRun run;
    private final SiteMap sites;
    private final int dimension;

    GivenPoints(StoredRun run, SiteMap sites, int dimension) {
        this.run = run;
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
        double[][] points = new double[run.count()][dimension];
        for (int draw = 0; draw < points.length; draw++) {
            double[] row = run.values()[draw];
            double[] values = Arrays.stream(columns).mapToDouble(column -> column < 0 ? Double.NaN : row[column])
                    .toArray();
            putLarge(values);
            try {
                sites.unconstrain(values, points[draw]);
            } catch (IllegalArgumentException outside) {
                throw unusable(String.valueOf(outside.getMessage()).replaceAll("[.]$", ""));
            }
        }
        return points;
    }

    private void putLarge(double[] values) {
        for (SiteMap.Site site : sites.sites()) {
            if (isStored(site)) {
                System.arraycopy(run.parameters().get(site.name()), 0, values, site.valueOffset(), site.size());
            }
        }
    }

    private boolean isStored(SiteMap.Site site) {
        return run.parameters().containsKey(site.name()) && run.parameters().get(site.name()).length == site.size();
    }

    private int[] columns() {
        int[] columns = new int[sites.valueCount()];
        Arrays.fill(columns, -1);
        Map<String, Integer> known = new HashMap<>();
        for (int k = 0; k < run.names().size(); k++) {
            known.putIfAbsent(run.names().get(k), k);
        }
        for (SiteMap.Site site : sites.sites().stream().filter(one -> !isStored(one)).toList()) {
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
                + ".").at(Location.of(run.folder().resolve(RunFiles.DRAWS).toString()))
                .advise("Name the folder of a run of a model with the same sites."));
    }
}
