package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.math.RandomStream;

/** The posterior of discrete sites by message passing on the tables that generated code computes at a point. */
public final class DiscretePosterior implements DiscreteSites {

    /** What the posteriors of all threads share. */
    public static final class Plan {

        private final FactorGraph graph;
        private final BucketTree tree;

        public Plan(FactorGraph graph) {
            this.graph = graph;
            this.tree = new BucketTree(graph);
        }
    }

    private final FactorGraph graph;
    private final Compiled code;
    private final Propagation propagation;
    private final double[] tables;
    private final List<Site> sites;

    /** @param code writes the tables of the graph */
    public DiscretePosterior(Plan plan, Compiled code) {
        this.graph = plan.graph;
        this.code = code;
        this.propagation = new Propagation(plan.tree, graph.cardinality());
        this.tables = new double[graph.size()];
        List<Site> all = new ArrayList<>();
        int values = 0;
        int probabilities = 0;
        for (DiscreteSite site : graph.sites()) {
            Site next = new Site(site.name(), site.array().shape(), site.low(), site.high(), values, probabilities);
            all.add(next);
            values += next.size();
            probabilities += next.size() * next.cardinality();
        }
        this.sites = List.copyOf(all);
    }

    @Override
    public List<Site> sites() {
        return sites;
    }

    @Override
    public void probabilities(double[] x, double[] probabilities) {
        sum(x);
        propagation.marginals(probabilities);
    }

    @Override
    public void sample(double[] x, RandomStream random, double[] values) {
        sum(x);
        write(propagation.draw(random), values);
    }

    @Override
    public void mode(double[] x, double[] values) {
        fill(x);
        write(propagation.mode(tables), values);
    }

    /** The log of the sum over all joint values of what the discrete sites occur in. */
    double sum(double[] x) {
        fill(x);
        return propagation.sum(tables);
    }

    private void fill(double[] x) {
        Arrays.fill(tables, 0);
        code.run(x, tables);
    }

    private void write(int[] chosen, double[] values) {
        for (Site site : sites) {
            for (int within = 0; within < site.size(); within++) {
                values[site.valueOffset() + within] = site.low() + chosen[site.valueOffset() + within];
            }
        }
    }
}
