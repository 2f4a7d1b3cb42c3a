package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.batch.RowCoordinates;
import org.penumbra.compiler.batch.RowDraws;
import org.penumbra.compiler.batch.RowPlan;
import org.penumbra.inference.SiteMap;

/**
 * The sites of a minibatch in coordinates of its own: those of the model, with as many rows as were drawn, and with no
 * deterministic ones. Values go through those of the whole model, where the other rows are at the origin; this is for
 * looking, not for loops.
 */
final class RowSites implements SiteMap {

    private final SiteMap whole;
    private final int dimension;
    private final RowPlan plan;
    private final RowDraws draws;
    private final List<Site> sites = new ArrayList<>();
    private int count;

    /** @param dimension of the whole model */
    RowSites(SiteMap whole, int dimension, RowPlan plan, RowDraws draws) {
        this.whole = whole;
        this.dimension = dimension;
        this.plan = plan;
        this.draws = draws;
        for (RowCoordinates rows : plan.sites()) {
            Site site = site(rows);
            List<Integer> shape = new ArrayList<>(site.shape());
            if (rows.plate() >= 0) {
                shape.set(rows.axis(), rows.drawn());
            }
            Site few = new Site(site.name(), site.kind(), shape, site.support(), count, rows.rows(), rows.rowCount(),
                    rows.plate() < 0 ? site.labels() : List.of(), site.parameter());
            sites.add(few);
            count += few.size();
        }
    }

    private Site site(RowCoordinates rows) {
        return whole.sites().stream().filter(site -> site.name().equals(rows.site())).findFirst().orElseThrow();
    }

    @Override
    public List<Site> sites() {
        return sites;
    }

    @Override
    public int valueCount() {
        return count;
    }

    @Override
    public void constrain(double[] x, double[] values) {
        double[] all = new double[dimension];
        for (RowCoordinates rows : plan.sites()) {
            rows.scatter(x, draws.rows(), all);
        }
        double[] allValues = new double[whole.valueCount()];
        whole.constrain(all, allValues);
        for (int k = 0; k < sites.size(); k++) {
            values(k).gather(allValues, draws.rows(), values);
        }
    }

    @Override
    public void unconstrain(double[] values, double[] x) {
        double[] allValues = new double[whole.valueCount()];
        whole.constrain(new double[dimension], allValues);
        for (int k = 0; k < sites.size(); k++) {
            values(k).scatter(values, draws.rows(), allValues);
        }
        double[] all = new double[dimension];
        whole.unconstrain(allValues, all);
        for (RowCoordinates rows : plan.sites()) {
            rows.gather(all, draws.rows(), x);
        }
    }

    /** Where the values of a site are, as its coordinates are. */
    private RowCoordinates values(int number) {
        RowCoordinates rows = plan.sites().get(number);
        Site few = sites.get(number);
        Site all = site(rows);
        int stride = all.size() / (rows.outer() * rows.size());
        return new RowCoordinates(rows.site(), all.valueOffset(), few.valueOffset(), rows.plate(), rows.axis(),
                rows.outer(), rows.size(), rows.drawn(), stride);
    }
}
