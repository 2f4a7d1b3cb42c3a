package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Sample;

/**
 * Draws of all sites from their priors.
 *
 * @param columns {@code [value][draw]}
 */
record PriorSample(List<SiteMap.Site> sites, double[][] columns, List<String> names) implements Sample {

    /** @param count draws, at least 1 */
    static PriorSample of(Target target, int count, RandomStream random) {
        SiteMap sites = target.sites();
        double[][] columns = new double[sites.valueCount()][count];
        double[] x = new double[target.dimension()];
        double[] values = new double[columns.length];
        for (int draw = 0; draw < count; draw++) {
            target.samplePrior(random, x);
            sites.constrain(x, values);
            for (int i = 0; i < values.length; i++) {
                columns[i][draw] = values[i];
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            names.add(sites.valueName(i));
        }
        return new PriorSample(sites.sites(), columns, names);
    }

    @Override
    public String label() {
        return "prior";
    }

    @Override
    public int count() {
        return columns.length == 0 ? 0 : columns[0].length;
    }

    @Override
    public double[] values(int position) {
        return columns[position];
    }
}
