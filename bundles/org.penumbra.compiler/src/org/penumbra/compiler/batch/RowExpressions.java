package org.penumbra.compiler.batch;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.RowSource;
import org.penumbra.compiler.ir.StepKeys;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Expressions of the full program as what they are for the rows of a minibatch: the index of a plate counts the rows
 * that were drawn, data come from copies of these rows, and coordinates are read where the row has them, or from those
 * of these rows alone.
 */
final class RowExpressions {

    private final Map<Index, Choice> choices;
    private final Map<Array, double[]> data;
    private final Map<Array, RowSource> streams;
    private final Facts facts;
    private final Batch batch;
    private final StoredRows stored;
    private final LatentRows latent;
    private final Map<Array, Array> wholes = new LinkedHashMap<>();
    private final Map<Index, Loop> loops = new HashMap<>();
    private final Map<Expr, Expr> done = new IdentityHashMap<>();
    private final Map<Array, RowSource> columns = new HashMap<>();

    /**
     * @param stored what recurrences store in the plates
     * @param latent sites, of which some may have the rows of the minibatch only
     */
    RowExpressions(Map<Index, Choice> choices, FoldedProgram program, Batch batch, StoredRows stored,
            LatentRows latent) {
        this.choices = choices;
        this.data = program.data();
        this.streams = program.streams();
        this.facts = program.facts();
        this.batch = batch;
        this.stored = stored;
        this.latent = latent;
    }

    /** A loop around what will be rewritten. */
    Loop enter(Loop loop) {
        loops.put(loop.index(), loop);
        Choice choice = choices.get(loop.index());
        return choice == null ? loop.between(apply(loop.lower()), apply(loop.upper()))
                : loop.between(Expr.of(1), Expr.of(choice.rows()));
    }

    /**
     * What is part of the log density as a sum: a sum over the rows of a plate becomes one over a few rows, with their
     * weight.
     */
    Expr added(Expr expression) {
        return switch (expression) {
            case Sum sum -> {
                Loop inner = enter(sum.loop());
                Choice choice = choices.get(sum.loop().index());
                Expr total = new Sum(inner, added(sum.body()));
                yield choice == null ? total : total.times(choice.weight());
            }
            case Apply apply when apply.op() == Op.ADD || apply.op() == Op.SUB || apply.op() == Op.NEG ->
                Apply.of(apply.op(), apply.arguments().stream().map(this::added).toArray(Expr[]::new));
            default -> apply(expression);
        };
    }

    Expr apply(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            result = switch (expression) {
                case Index index -> choices.containsKey(index) ? choices.get(index).value() : index;
                case Element element -> element(element);
                case Apply apply -> Apply.of(apply.op(),
                        apply.arguments().stream().map(this::apply).toArray(Expr[]::new));
                case Sum sum -> sum(sum);
                default -> expression;
            };
            done.put(expression, result);
        }
        return result;
    }

    private Expr sum(Sum sum) {
        Choice choice = choices.get(sum.loop().index());
        if (choice != null) {
            throw new Obstacle("a function of the sum over all of its rows is needed");
        }
        return new Sum(enter(sum.loop()), apply(sum.body()));
    }

    private Expr element(Element element) {
        return switch (element.array().role()) {
            case DATA -> StepKeys.isKey(element.array()) ? new Element(batch.key(element.array()), element.offset())
                    : datum(element).orElseGet(() -> new Element(element.array(), apply(element.offset())));
            case BATCH -> datum(element).orElseThrow(() -> new Obstacle("the column '" + element.array().name()
                    + "' is not in memory, and more of it is needed than the row that is drawn"));
            case STATE -> stored.rewritten(element, this);
            default -> latent.rewritten(element, this);
        };
    }

    /** The arrays of rows that were read, each with the array that has all rows. */
    Map<Array, Array> wholes() {
        return wholes;
    }

    /** A row that is copied; empty for what is scattered and read where it lies. */
    private Optional<Expr> datum(Element element) {
        for (Choice choice : choices.values()) {
            if (facts.dependsOn(element.offset(), choice.index())) {
                Optional<AlongPlate> position = position(element.offset(), choice);
                if (position.filter(one -> isRow(one, element.array(), choice)).isPresent()) {
                    Array rows = batch.rows(element.array(), choice.plate(), column(element.array()));
                    wholes.put(rows, element.array());
                    return Optional.of(new Element(rows,
                            position.get().in(choice.rows(), choice.index().minus(1), this::apply)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRow(AlongPlate position, Array array, Choice choice) {
        return position.isLeading() && array.shape().getFirst() == choice.loop().size()
                && position.stride() == array.size() / array.shape().getFirst();
    }

    /** The loop of an index around what is being rewritten. */
    Loop loop(Index index) {
        return loops.get(index);
    }

    /** Where in an array with an axis for the plate a position is; empty when that is not one row. */
    Optional<AlongPlate> position(Expr offset, Choice choice) {
        return AlongPlate.of(offset, choice.index(), choice.loop().first(), choice.loop().size(), loops::get);
    }

    private RowSource column(Array array) {
        RowSource streamed = streams.get(array);
        return streamed != null ? streamed : columns.computeIfAbsent(array,
                key -> RowSource.of(data.get(key), key.size() / key.shape().getFirst()));
    }
}
