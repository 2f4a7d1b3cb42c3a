package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.Program;
import org.penumbra.compiler.gradient.Reverse;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;
import org.penumbra.inference.conjugate.SmoothStatistics;
import org.penumbra.math.Kernels;

/** Generated code for a weighted sum of functions and its gradient: that by the weights are the functions. */
final class CompiledStatistics implements SmoothStatistics {

    private final List<GradientSites.Site> sites;
    private final int dimension;
    private final int count;
    private final CompiledProgram code;
    private final Compiled compiled;

    private CompiledStatistics(List<GradientSites.Site> sites, int dimension, int count, CompiledProgram code) {
        this.sites = sites;
        this.dimension = dimension;
        this.count = count;
        this.code = code;
        this.compiled = code.newInstance();
    }

    /**
     * @param sums of weights times functions of the sites' own values
     * @param weights arrays, in the order in which they lie behind the coordinates
     */
    static CompiledStatistics of(List<GradientSites.Site> sites, List<Expr> sums, List<Array> weights,
            Map<Array, double[]> data, JointModel joint, Vectors vectors) {
        Map<Array, Integer> base = new LinkedHashMap<>();
        int dimension = 0;
        for (GradientSites.Site site : sites) {
            base.put(site.array(), dimension);
            dimension += site.array().size();
        }
        int next = dimension;
        for (Array array : weights) {
            base.put(array, next);
            next += array.size();
        }
        Map<Array, Bijector> bijectors = new HashMap<>();
        sites.forEach(site -> bijectors.put(site.array(), site.bijector()));
        FreeValues free = new FreeValues(bijectors);
        List<Expr> parts = new ArrayList<>(sums.stream().map(free::apply).toList());
        sites.forEach(site -> parts.add(jacobian(site, joint)));
        return new CompiledStatistics(sites, dimension, next - dimension, compile(parts, data, base, vectors));
    }

    private static Expr jacobian(GradientSites.Site site, JointModel joint) {
        Loop all = joint.loops().loop("u", Expr.of(1), Expr.of(site.array().size()));
        return new Sum(all, site.bijector().logJacobian(new Element(site.array(), all.index().minus(1))));
    }

    private static CompiledProgram compile(List<Expr> parts, Map<Array, double[]> data, Map<Array, Integer> base,
            Vectors vectors) {
        Map<Array, double[]> all = new HashMap<>(data);
        Optimizer optimizer = new Optimizer(all);
        Expr value = optimizer.optimize(MomentCode.balanced(parts));
        List<Scatter> gradient = Reverse.gradient(value, optimizer.facts(), base::get).stream()
                .map(scatter -> new Scatter(scatter.path().stream().map(optimizer::optimize).toList(),
                        scatter.array(), scatter.base(), optimizer.optimize(scatter.offset()),
                        optimizer.optimize(scatter.value()))).toList();
        return Program.of(value, gradient, all, base, optimizer.facts()).compile(vectors);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public double evaluate(double[] point, double[] derivatives) {
        Arrays.fill(derivatives, 0);
        return compiled.run(point, derivatives);
    }

    @Override
    public void constrain(double[] u, double[] values) {
        int next = 0;
        for (GradientSites.Site site : sites) {
            for (int k = 0; k < site.array().size(); k++) {
                values[site.firstValue() + k] = value(site.bijector(), u[next++]);
            }
        }
    }

    private static double value(Bijector bijector, double u) {
        double low = bound(bijector.lower());
        double high = bound(bijector.upper());
        return switch (bijector.kind()) {
            case IDENTITY -> u;
            case LOWER -> low + Kernels.exp(u);
            case UPPER -> high - Kernels.exp(u);
            case INTERVAL -> low + (high - low) * Kernels.expit(u);
        };
    }

    private static double bound(Expr bound) {
        return bound == null ? Double.NaN : bound.constantValue().getAsDouble();
    }

    @Override
    public void unconstrain(double[] values, double[] u) {
        int next = 0;
        for (GradientSites.Site site : sites) {
            for (int k = 0; k < site.array().size(); k++) {
                u[next++] = site.bijector().inverse(values[site.firstValue() + k], bound(site.bijector().lower()),
                        bound(site.bijector().upper()));
            }
        }
    }

    @Override
    public int[] positions() {
        int[] positions = new int[dimension];
        int next = 0;
        for (GradientSites.Site site : sites) {
            for (int k = 0; k < site.array().size(); k++) {
                positions[next++] = site.firstValue() + k;
            }
        }
        return positions;
    }

    @Override
    public SmoothStatistics fork() {
        return new CompiledStatistics(sites, dimension, count, code);
    }
}
