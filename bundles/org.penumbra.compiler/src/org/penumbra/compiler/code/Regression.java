package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * A loop over rows whose inner loops multiply data matrices: X b in front of what is done with a row, X' g behind it.
 * The inner loops become {@link Products}, and the rows a loop without inner ones.
 */
final class Regression {

    private final Matrices matrices;
    private final Step.Run rows;
    private final List<Step> before = new ArrayList<>();
    private final List<Step> body = new ArrayList<>();
    private final List<Step> after = new ArrayList<>();
    private final List<Products.Dot> dots = new ArrayList<>();
    private final Map<List<Object>, Products.Rank> ranks = new LinkedHashMap<>();
    private final Set<Expr> known = new HashSet<>();
    private final String name;

    private Regression(Matrices matrices, Step.Run rows, int number) {
        this.matrices = matrices;
        this.rows = rows;
        this.name = "kernel" + number + ".";
    }

    /** The steps that do the same as the loop; null when it is not of this kind. */
    static List<Step> of(Step.Run rows, Matrices matrices, int number) {
        if (!Ranges.areKnown(rows.loop()) || Ranges.count(rows.loop()) < Tiles.ROWS) {
            return null;
        }
        Regression regression = new Regression(matrices, rows, number);
        return regression.takesAll() ? regression.steps(number) : null;
    }

    private boolean takesAll() {
        for (Step step : rows.body()) {
            if (step instanceof Step.Run inner) {
                if (!Ranges.areKnown(inner.loop()) || !take(inner)) {
                    return false;
                }
            } else {
                body.add(step);
                if (step instanceof Step.Compute compute) {
                    known.add(compute.node());
                }
            }
        }
        return !(dots.isEmpty() && ranks.isEmpty()) && Kernel.accepts(rows.loop(), body, false);
    }

    private List<Step> steps(int number) {
        Products products = new Products(dots, List.copyOf(ranks.values()));
        List<Step> steps = new ArrayList<>(before);
        steps.add(new Step.Rows(new Kernel(number, rows.loop(), rows.sums(), body, products)));
        steps.addAll(after);
        return steps;
    }

    private boolean take(Step.Run inner) {
        for (Sum sum : inner.sums()) {
            if (!takeDot(sum)) {
                return false;
            }
        }
        for (Step step : inner.body()) {
            if (step instanceof Step.Write write ? !takeRank(inner.loop(), write.scatter())
                    : !(step instanceof Step.Compute)) {
                return false;
            }
        }
        return true;
    }

    private boolean takeDot(Sum sum) {
        Loop columns = sum.loop();
        Bilinear product = matrices.product(sum.body(), rows.loop().index(), columns.index());
        if (product == null || !(product.row() instanceof Constant)) {
            return false;
        }
        Array factors = state("factors", Ranges.count(columns));
        Expr factor = product.column().times(product.row());
        Element place = new Element(factors, columns.index().minus(columns.lower()));
        if (!addColumnLoop(before, columns, new Scatter(List.of(), factors, place.offset(), factor))) {
            return false;
        }
        Array target = state("products", padded());
        dots.add(new Products.Dot(matrices.tiles(product.matrix(), rows.loop(), columns), factors, target));
        body.add(new Step.Load(sum, new Element(target, rowNumber())));
        known.add(sum);
        return true;
    }

    private boolean takeRank(Loop columns, Scatter write) {
        Index row = rows.loop().index();
        Bilinear product = matrices.product(write.value(), row, columns.index());
        if (product == null || matrices.facts().dependsOn(write.offset(), row)) {
            return false;
        }
        Array tiles = matrices.tiles(product.matrix(), rows.loop(), columns);
        Products.Rank rank = ranks.get(List.of(tiles, product.row()));
        if (rank == null) {
            rank = newRank(tiles, product.row(), Ranges.count(columns));
            if (rank == null) {
                return false;
            }
        }
        Expr total = new Element(rank.sums(), columns.index().minus(columns.lower())).times(product.column());
        return addColumnLoop(after, columns,
                new Scatter(List.of(), write.array(), write.base(), write.offset(), total));
    }

    private Products.Rank newRank(Array tiles, Expr weight, int columns) {
        Array weights = state("weights", padded());
        if (!compute(weight, rows.loop().index(), known, body)) {
            return null;
        }
        body.add(new Step.Write(new Scatter(List.of(), weights, rowNumber(), weight)));
        Products.Rank rank = new Products.Rank(tiles, weights, state("lanes", Lanes.COUNT * columns),
                state("sums", columns));
        ranks.put(List.of(tiles, weight), rank);
        return rank;
    }

    private boolean addColumnLoop(List<Step> steps, Loop columns, Scatter write) {
        List<Step> inside = new ArrayList<>();
        if (!compute(write.value(), columns.index(), new HashSet<>(), inside)) {
            return false;
        }
        inside.add(new Step.Write(write));
        steps.add(new Step.Run(columns, List.of(), inside));
        return true;
    }

    /** Adds the steps that compute what varies with the index; false when that takes a loop. */
    private boolean compute(Expr node, Index index, Set<Expr> done, List<Step> steps) {
        if (node instanceof Constant || node instanceof Index || !matrices.facts().dependsOn(node, index)
                || done.contains(node)) {
            return true;
        }
        if (node instanceof Apply apply) {
            for (Expr argument : apply.arguments()) {
                if (!compute(argument, index, done, steps)) {
                    return false;
                }
            }
        } else if (!(node instanceof Element)) {
            return false;
        }
        done.add(node);
        steps.add(new Step.Compute(node));
        return true;
    }

    private Expr rowNumber() {
        return rows.loop().index().minus(rows.loop().lower());
    }

    /** Rows of whole tiles. */
    private int padded() {
        return (Ranges.count(rows.loop()) + Tiles.ROWS - 1) / Tiles.ROWS * Tiles.ROWS;
    }

    private Array state(String what, int size) {
        return new Array(name + what + (dots.size() + ranks.size()), Array.Role.STATE, List.of(size));
    }
}
