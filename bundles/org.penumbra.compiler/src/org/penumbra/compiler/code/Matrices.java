package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** Data matrices that a program multiplies: where they are found, and their tiles. */
final class Matrices {

    private final Facts facts;
    private final Map<Array, double[]> data;
    private final Map<Array, Boolean> finite = new HashMap<>();

    /** @param data numbers of the data arrays; tiles are added to it, for other programs over the same data */
    Matrices(Facts facts, Map<Array, double[]> data) {
        this.facts = facts;
        this.data = data;
    }

    Facts facts() {
        return facts;
    }

    /** The product that an expression is, when its matrix has no infinite elements; else null. */
    Bilinear product(Expr expression, Index row, Index column) {
        Bilinear found = Bilinear.of(expression, row, column, facts);
        return found != null && finite.computeIfAbsent(found.matrix().array(),
                array -> DoubleStream.of(data.get(array)).allMatch(Double::isFinite)) ? found : null;
    }

    /** The same stages, with products in the order that {@link Bilinear#product} gives them. */
    List<Stage> ordered(List<Stage> stages) {
        return stages.stream().map(stage -> new Stage(stage.wanted(),
                stage.effects().stream().map(this::ordered).toList(), stage.sequential())).toList();
    }

    private Effect ordered(Effect effect) {
        int depth = effect.path().size();
        if (depth < 2 || !(effect instanceof Scatter scatter)) {
            return effect;
        }
        Bilinear product = product(scatter.value(), effect.path().get(depth - 2).index(),
                effect.path().get(depth - 1).index());
        return product == null ? effect
                : new Scatter(scatter.path(), scatter.array(), scatter.base(), scatter.offset(), product.product());
    }

    /** The array with the tiles of a matrix. */
    Array tiles(Element matrix, Loop rows, Loop columns) {
        Evaluator origin = new Evaluator(data::get).with(rows.index(), Ranges.lower(rows)).with(columns.index(),
                Ranges.lower(columns));
        int start = origin.integer(matrix.offset());
        int rowStride = Strides.of(matrix.offset(), rows.index()).orElseThrow();
        int columnStride = Strides.of(matrix.offset(), columns.index()).orElseThrow();
        int count = (Ranges.count(rows) + Tiles.ROWS - 1) / Tiles.ROWS;
        Array tiles = new Array("tiles of " + matrix.array().name() + " from " + start + " by " + rowStride + ", "
                + columnStride, Array.Role.DATA, List.of(count, Ranges.count(columns), Tiles.ROWS));
        data.computeIfAbsent(tiles, key -> Tiles.of(data.get(matrix.array()), start, Ranges.count(rows), rowStride,
                Ranges.count(columns), columnStride));
        return tiles;
    }
}
