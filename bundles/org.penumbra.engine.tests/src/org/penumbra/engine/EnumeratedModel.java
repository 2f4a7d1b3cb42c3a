package org.penumbra.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.penumbra.inference.Target;

/**
 * A model with discrete latent sites, and the same with every one of their joint assignments as data: what summing out
 * is checked against.
 */
final class EnumeratedModel {

    /** @param shape extents, empty for a scalar */
    record Site(String name, int low, int high, List<Integer> shape) {
        int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private final String text;
    private final Map<String, double[]> data = new LinkedHashMap<>();
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    private final List<Site> sites = new ArrayList<>();
    /** One target for each joint assignment. */
    private final Map<List<Integer>, Target> compiled = new LinkedHashMap<>();
    private String observed;

    EnumeratedModel(String text) {
        this.text = text;
        this.observed = text;
    }

    /** A vector, or a scalar when there is one number. */
    EnumeratedModel given(String name, double... values) {
        data.put(name, values);
        shapes.put(name, values.length == 1 ? List.of() : List.of(values.length));
        return this;
    }

    /** A matrix. */
    EnumeratedModel shaped(String name, int rows, int columns, double... values) {
        data.put(name, values);
        shapes.put(name, List.of(rows, columns));
        return this;
    }

    /** A discrete site; its values are low..high. */
    EnumeratedModel site(String name, int low, int high, int... shape) {
        sites.add(new Site(name, low, high, IntStream.of(shape).boxed().toList()));
        return this;
    }

    List<Site> sites() {
        return sites;
    }

    /** With the discrete sites latent. */
    ModelText summedOut() {
        return bind(new ModelText(text));
    }

    private ModelText bind(ModelText model) {
        data.forEach((name, values) -> model.shaped(name, shapes.get(name), values));
        return model;
    }

    /** The statements for discrete sites that are data, where they cannot be the same. */
    EnumeratedModel observedAs(String statements) {
        observed = statements;
        return this;
    }

    /** With the discrete sites observed at these values, one after the other. */
    private Target observed(List<Integer> values) {
        StringBuilder declarations = new StringBuilder();
        for (Site site : sites) {
            declarations.append("data ").append(site.name()).append(" : int").append(site.shape().isEmpty() ? ""
                    : site.shape().toString()).append('\n');
        }
        ModelText model = bind(new ModelText(declarations + observed));
        int from = 0;
        for (Site site : sites) {
            double[] own = values.subList(from, from + site.size()).stream().mapToDouble(Integer::doubleValue)
                    .toArray();
            model.shaped(site.name(), site.shape(), own);
            from += site.size();
        }
        return model.compileUnchecked().target();
    }

    /** Every joint assignment with its log joint density at x. */
    void forEach(double[] x, BiConsumer<int[], Double> action) {
        int size = sites.stream().mapToInt(Site::size).sum();
        assign(new int[size], 0, x, action);
    }

    private void assign(int[] values, int position, double[] x, BiConsumer<int[], Double> action) {
        if (position == values.length) {
            action.accept(values.clone(), logJoint(values, x));
            return;
        }
        Site site = siteOf(position);
        for (int value = site.low(); value <= site.high(); value++) {
            values[position] = value;
            assign(values, position + 1, x, action);
        }
    }

    private double logJoint(int[] values, double[] x) {
        return compiled.computeIfAbsent(IntStream.of(values).boxed().toList(), this::observed).logDensity(x);
    }

    private Site siteOf(int position) {
        int from = 0;
        for (Site site : sites) {
            from += site.size();
            if (position < from) {
                return site;
            }
        }
        throw new IndexOutOfBoundsException(position);
    }

    /** The log of the sum over all joint assignments. */
    double enumerated(double[] x) {
        List<Double> parts = new ArrayList<>();
        forEach(x, (values, logJoint) -> parts.add(logJoint));
        double largest = parts.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return largest + StrictMath.log(parts.stream().mapToDouble(part -> StrictMath.exp(part - largest)).sum());
    }

    @Override
    public String toString() {
        return text.replace("\n", "; ");
    }
}
