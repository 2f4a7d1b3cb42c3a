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
    private final Batch batch;
    private final Map<Array, Boolean> finite = new HashMap<>();

    /** @param data numbers of the data arrays; tiles are added to it, for other programs over the same data */
    Matrices(Facts facts, Map<Array, double[]> data, Batch batch) {
        this.facts = facts;
        this.data = data;
        this.batch = batch;
    }

    Facts facts() {
        return facts;
    }

    /** The product that an expression is, when its matrix has no infinite elements; else null. */
    Bilinear product(Expr expression, Index row, Index column) {
        Bilinear found = Bilinear.of(expression, row, column, facts);
        return found != null && isDividedByRows(found.matrix(), row)
                && finite.computeIfAbsent(found.matrix().array(), this::isFinite) ? found : null;
    }

    /** Of a minibatch, whole rows are copied into tiles. */
    private boolean isDividedByRows(Element matrix, Index row) {
        return matrix.array().role() != Array.Role.BATCH
                || Strides.of(matrix.offset(), row).orElse(0) == batch.width(matrix.array());
    }

    private boolean isFinite(Array array) {
        return array.role() == Array.Role.BATCH ? batch.isFinite(array)
                : DoubleStream.of(data.get(array)).allMatch(Double::isFinite);
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
        if (matrix.array().role() == Array.Role.BATCH) {
            return batch.tiles(matrix.array(), start, Ranges.count(columns), columnStride);
        }
        Array tiles = new Array("tiles of " + matrix.array().name() + " from " + start + " by " + rowStride + ", "
                + columnStride, Array.Role.DATA, List.of(count, Ranges.count(columns), Tiles.ROWS));
        data.computeIfAbsent(tiles, key -> Tiles.of(data.get(matrix.array()), start, Ranges.count(rows), rowStride,
                Ranges.count(columns), columnStride));
        return tiles;
    }
}
