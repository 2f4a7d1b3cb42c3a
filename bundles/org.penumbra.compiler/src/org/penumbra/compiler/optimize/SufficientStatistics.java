package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/**
 * Replaces sums over data by what latent sites need to know of the data: sums of squares of forms that are linear in
 * them by triangular factors ({@link QuadraticForm}), sums of data that stand beside them by numbers, and sums over
 * rows that agree in all data by sums over the different ones ({@link Cells}). What cannot be reduced stays a sum over
 * the rows.
 */
final class SufficientStatistics {

    /** Rows that agree are counted when there are so many times fewer different ones: else a gather costs too much. */
    private static final int WORTH_COUNTING = 4;
    private static final Expr ONE = Expr.of(1);

    private final Facts facts;
    private final Tables tables;
    private final Partitions partitions;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    SufficientStatistics(Facts facts, Tables tables) {
        this.facts = facts;
        this.tables = tables;
        this.partitions = new Partitions(tables);
    }

    /** Rewrites every sum that stands in no loop. */
    Expr rewrite(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            result = switch (expression) {
                case Apply apply -> Apply.of(apply.op(),
                        apply.arguments().stream().map(this::rewrite).toArray(Expr[]::new));
                case Sum sum when facts.isLatent(sum) && facts.of(sum).indices().isEmpty() ->
                    Rows.outermost(facts, tables).inside(sum.loop()).map(rows -> whole(rows, sum.body())).orElse(sum);
                default -> expression;
            };
            done.put(expression, result);
        }
        return result;
    }

    /** The sum over all rows of a nest of loops, addend by addend. */
    private Expr whole(Rows rows, Expr body) {
        if (isChoiceOfAll(body, rows)) {
            Apply choice = (Apply) body;
            return Expr.select(choice.argument(0), whole(rows, choice.argument(1)), whole(rows, choice.argument(2)));
        }
        if (body instanceof Sum sum) {
            Optional<Rows> inside = rows.inside(sum.loop());
            if (inside.isPresent()) {
                return whole(inside.get(), sum.body());
            }
        }
        List<Expr> addends = new ArrayList<>();
        collectAddends(body, false, addends);
        return sumOfAddends(rows, body, addends);
    }

    private Expr sumOfAddends(Rows rows, Expr body, List<Expr> addends) {
        Expr total = Expr.of(0);
        Expr left = Expr.of(0);
        boolean reduced = false;
        for (Expr addend : addends) {
            Optional<Expr> known = total(rows, ONE, addend);
            if (known.isPresent()) {
                total = total.plus(known.get());
                reduced = true;
            } else if (addends.size() > 1 && (addend instanceof Sum || isChoiceOfAll(addend, rows))) {
                total = total.plus(whole(rows, addend));
                reduced = true;
            } else {
                left = left.plus(addend);
            }
        }
        if (!reduced) {
            return rows.sum(body);
        }
        return left.is(0) ? total : total.plus(rows.sum(left));
    }

    /** Whether one and the same condition decides in all rows: it can be asked once, outside of their loop. */
    private boolean isChoiceOfAll(Expr body, Rows rows) {
        return body instanceof Apply apply && apply.op() == Op.SELECT && !rows.vary(apply.argument(0));
    }

    private static void collectAddends(Expr expression, boolean negative, List<Expr> addends) {
        if (expression instanceof Apply apply && (apply.op() == Op.ADD || apply.op() == Op.SUB)) {
            collectAddends(apply.argument(0), negative, addends);
            collectAddends(apply.argument(1), negative != (apply.op() == Op.SUB), addends);
        } else if (expression instanceof Apply apply && apply.op() == Op.NEG) {
            collectAddends(apply.argument(0), !negative, addends);
        } else {
            addends.add(negative ? expression.negate() : expression);
        }
    }

    /** The sum over the rows of weight * expression; empty when it needs every row by itself. */
    private Optional<Expr> total(Rows rows, Expr weight, Expr expression) {
        if (rows.size() == 0) {
            return Optional.of(Expr.of(0));
        }
        Monomial product = Monomial.of(expression, rows, facts);
        return ofRest(rows, weight.times(product.weight()), product.rest()).map(product.fixed()::times);
    }

    private Optional<Expr> ofRest(Rows rows, Expr weight, Expr rest) {
        if (rest.is(1)) {
            return Optional.of(Expr.of(sum(rows.column(weight))));
        }
        if (rest instanceof Sum sum) {
            return rows.inside(sum.loop()).flatMap(inside -> total(inside, weight, sum.body()));
        }
        if (!(rest instanceof Apply apply)) {
            return counted(rows, weight, rest);
        }
        return switch (apply.op()) {
            case ADD -> both(rows, weight, apply).map(pair -> pair.getFirst().plus(pair.getLast()));
            case SUB -> both(rows, weight, apply).map(pair -> pair.getFirst().minus(pair.getLast()));
            case SELECT -> ofChoice(rows, weight, apply);
            case LOG -> ofLogarithm(rows, weight, apply);
            case SQUARE -> LinearForm.of(apply.argument(0), rows, facts)
                    .flatMap(form -> QuadraticForm.of(form, rows, weight, facts, partitions))
                    .or(() -> counted(rows, weight, apply));
            default -> counted(rows, weight, apply);
        };
    }

    private static double sum(double[] values) {
        double total = 0;
        for (double value : values) {
            total += value;
        }
        return total;
    }

    private Optional<List<Expr>> both(Rows rows, Expr weight, Apply apply) {
        return total(rows, weight, apply.argument(0)).flatMap(
                first -> total(rows, weight, apply.argument(1)).map(second -> List.of(first, second)));
    }

    /** log(w_i f) = log w_i + log f for data w_i that are positive, as the size of a scale or an exposure is. */
    private Optional<Expr> ofLogarithm(Rows rows, Expr weight, Apply logarithm) {
        Monomial product = Monomial.of(logarithm.argument(0), rows, facts);
        if (product.weight().is(1) || !Arrays.stream(rows.column(product.weight())).allMatch(w -> w > 0)) {
            return counted(rows, weight, logarithm);
        }
        double ofData = sum(rows.column(weight.times(product.weight().log())));
        return total(rows, weight, product.fixed().times(product.rest()).log()).map(Expr.of(ofData)::plus);
    }

    /** A condition on data divides the rows; one that is the same for all is asked once. */
    private Optional<Expr> ofChoice(Rows rows, Expr weight, Apply choice) {
        Expr condition = choice.argument(0);
        boolean ofData = !facts.isLatent(condition);
        if (!ofData && rows.vary(condition)) {
            return counted(rows, weight, choice);
        }
        Rows first = ofData ? rows.where(condition, true) : rows;
        Rows second = ofData ? rows.where(condition, false) : rows;
        return total(first, weight, choice.argument(1)).flatMap(
                whenTrue -> total(second, weight, choice.argument(2)).map(whenFalse -> ofData
                        ? whenTrue.plus(whenFalse) : Expr.select(condition, whenTrue, whenFalse)));
    }

    /** Rows that agree in all that the expression needs to know of them, computed once and weighted. */
    private Optional<Expr> counted(Rows rows, Expr weight, Expr expression) {
        Set<Expr> parts = RowParts.of(expression, rows, facts);
        return partitions.of(rows, List.copyOf(parts), rows.size() / WORTH_COUNTING)
                .map(cells -> cells.sum(cells.entry(cells.totals(rows.column(weight)), tables)
                        .times(cells.at(expression))));
    }
}
