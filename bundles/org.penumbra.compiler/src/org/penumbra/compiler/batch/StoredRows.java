package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/**
 * What recurrences store row by row in a plate: it is read in the row that it was stored in, and the array keeps the
 * rows of the minibatch only.
 */
final class StoredRows {

    private final Map<Index, Choice> choices;
    private final Map<Array, Owned> owned = new HashMap<>();

    /**
     * An array whose elements belong to rows.
     *
     * @param strides by the number of each plate around, outermost first
     */
    private record Owned(Array array, Map<Integer, Long> strides) {

        /** The plate along which the array is cut to the rows of a minibatch. */
        int plate() {
            return strides.keySet().iterator().next();
        }
    }

    StoredRows(Map<Index, Choice> choices) {
        this.choices = choices;
    }

    /** Tells of a step in whose loops the expressions are. */
    void declare(Recurrence.Step step, RowExpressions expressions) {
        Map<Integer, Long> strides = new LinkedHashMap<>();
        Expr offset = switch (step) {
            case Recurrence.Assignment one -> one.offset();
            case Recurrence.Invocation call -> call.rows().map(Recurrence.Rows::output).orElse(call.output()).offset();
        };
        List<Loop> loops = new ArrayList<>(step.loops());
        if (step instanceof Recurrence.Invocation call) {
            call.rows().ifPresent(rows -> loops.addAll(rows.plates()));
        }
        loops.stream().map(loop -> choices.get(loop.index())).filter(choice -> choice != null)
                .forEach(choice -> strides.put(choice.plate(), along(step.array(), offset, choice, expressions)
                        .stride()));
        Owned before = owned.putIfAbsent(step.array(), new Owned(step.array(), strides));
        if (before != null && !before.strides().equals(strides)) {
            throw new Obstacle("'" + name(step.array()) + "' is computed both inside and outside of it");
        }
    }

    /** The position of a place in an array that may have rows. */
    Element rewritten(Element element, RowExpressions expressions) {
        Owned rows = owned.get(element.array());
        if (rows == null || rows.strides().isEmpty()) {
            return new Element(element.array(), expressions.apply(element.offset()));
        }
        rows.strides().forEach((plate, stride) -> {
            if (along(element.array(), element.offset(), choice(element, plate), expressions).stride() != stride) {
                throw another(element.array());
            }
        });
        Choice choice = choice(element, rows.plate());
        AlongPlate position = along(element.array(), element.offset(), choice, expressions);
        Array smaller = new Array(element.array().name(), Array.Role.STATE,
                List.of(element.array().size() / choice.loop().size() * choice.rows()));
        return new Element(smaller, position.in(choice.rows(), choice.index().minus(1), expressions::apply));
    }

    /** The plate along which an array is cut; -1 for one that is not. */
    int plate(Array array) {
        Owned rows = owned.get(array);
        return rows == null || rows.strides().isEmpty() ? -1 : rows.plate();
    }

    private Choice choice(Element element, int plate) {
        return choices.values().stream().filter(choice -> choice.plate() == plate)
                .filter(choice -> new org.penumbra.compiler.optimize.Facts().dependsOn(element.offset(),
                        choice.index()))
                .findFirst().orElseThrow(() -> new Obstacle("'" + name(element.array())
                        + "' is computed in each of its rows and read outside of it"));
    }

    private static AlongPlate along(Array array, Expr offset, Choice choice, RowExpressions expressions) {
        Optional<AlongPlate> position = expressions.position(offset, choice);
        return position.orElseThrow(() -> another(array));
    }

    private static Obstacle another(Array array) {
        return new Obstacle("a row needs what another row has computed ('" + name(array) + "')");
    }

    /** As in the text: arrays that the compiler made have a number behind it. */
    private static String name(Array array) {
        int end = array.name().indexOf('#');
        return end < 0 ? array.name() : array.name().substring(0, end);
    }
}
