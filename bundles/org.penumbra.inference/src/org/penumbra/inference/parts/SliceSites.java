package org.penumbra.inference.parts;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.SiteMap;

/**
 * Some sites of a model, with the others held where they are.
 *
 * @param sites with offsets among themselves
 * @param originals the same in the model
 * @param at coordinates of all sites of the model
 */
record SliceSites(SiteMap whole, int[] coordinates, List<Site> sites, List<Site> originals, double[] at)
        implements SiteMap {

    static SliceSites of(SiteMap whole, int[] coordinates, List<Site> originals, double[] at) {
        List<Site> sites = new ArrayList<>();
        int value = 0;
        int free = 0;
        for (Site site : originals) {
            sites.add(new Site(site.name(), site.kind(), site.shape(), site.support(), value, free, site.freeSize(),
                    site.labels(), site.parameter()));
            value += site.size();
            free += site.freeSize();
        }
        return new SliceSites(whole, coordinates, sites, originals, at.clone());
    }

    @Override
    public int valueCount() {
        return sites.stream().mapToInt(Site::size).sum();
    }

    @Override
    public void constrain(double[] x, double[] values) {
        for (int i = 0; i < coordinates.length; i++) {
            at[coordinates[i]] = x[i];
        }
        double[] all = new double[whole.valueCount()];
        whole.constrain(at, all);
        for (int k = 0; k < sites.size(); k++) {
            System.arraycopy(all, originals.get(k).valueOffset(), values, sites.get(k).valueOffset(),
                    sites.get(k).size());
        }
    }

    @Override
    public void unconstrain(double[] values, double[] x) {
        double[] all = new double[whole.valueCount()];
        whole.constrain(at, all);
        for (int k = 0; k < sites.size(); k++) {
            System.arraycopy(values, sites.get(k).valueOffset(), all, originals.get(k).valueOffset(),
                    sites.get(k).size());
        }
        double[] y = new double[at.length];
        whole.unconstrain(all, y);
        for (int i = 0; i < coordinates.length; i++) {
            x[i] = y[coordinates[i]];
        }
    }
}
