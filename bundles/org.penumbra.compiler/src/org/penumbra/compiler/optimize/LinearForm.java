package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * An expression as columns of data times coefficients: the residual y_i - a - b x_i is 1 * y_i + (-a) * 1 + (-b) * x_i.
 * Coefficients may vary with the rows through subscripts of data (those of groups); which do is for the reader to say.
 */
final class LinearForm {

    /**
     * A matrix times a vector: the sum over a loop of column * coefficient, of which both vary with its index.
     *
     * @param loop from a number to a number
     */
    record Block(Loop loop, Expr column, Expr coefficient) {

        int size() {
            return (int) (((Constant) loop.upper()).value() - ((Constant) loop.lower()).value()) + 1;
        }

        /** The columns of the matrix. */
        List<Expr> columns() {
            List<Expr> columns = new ArrayList<>();
            for (int k = 0; k < size(); k++) {
                columns.add(new Substitution(Map.of(loop.index(), loop.lower().plus(k))).apply(column));
            }
            return columns;
        }

        /** The coefficient of the column at a 1-based position. */
        Expr coefficient(Expr position) {
            return new Substitution(Map.of(loop.index(), position.plus(loop.lower().minus(1)))).apply(coefficient);
        }
    }

    /** So many columns of a matrix are written out, each with its coefficient; more are a {@link Block}. */
    static final int WRITTEN_OUT = 32;
    private static final int MOST_SCALARS = 48;
    private static final Expr ONE = Expr.of(1);

    private final Facts facts;
    private final Rows rows;
    private final Map<Expr, Expr> coefficients = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    /** The loop that is being entered; null outside. */
    private Loop axis;
    private boolean fits = true;

    private LinearForm(Facts facts, Rows rows) {
        this.facts = facts;
        this.rows = rows;
    }

    /** Empty when there would be too many columns, or a matrix whose coefficients differ from row to row. */
    static Optional<LinearForm> of(Expr expression, Rows rows, Facts facts) {
        LinearForm form = new LinearForm(facts, rows);
        form.add(expression, ONE, ONE);
        return form.fits && form.coefficients.size() <= MOST_SCALARS ? Optional.of(form) : Optional.empty();
    }

    /** Coefficients by column; those of equal columns are added. */
    Map<Expr, Expr> coefficients() {
        return coefficients;
    }

    List<Block> blocks() {
        return blocks;
    }

    /** Adds expression * coefficient * weight, where the weight depends on data alone. */
    private void add(Expr expression, Expr coefficient, Expr weight) {
        if (!facts.isLatent(expression)) {
            boolean constant = facts.of(expression).indices().isEmpty();
            put(constant ? weight : weight.times(expression), constant ? coefficient.times(expression) : coefficient);
        } else if (!rows.vary(expression)) {
            put(weight, coefficient.times(expression));
        } else if (expression instanceof Apply apply) {
            add(apply, coefficient, weight);
        } else if (expression instanceof Sum sum) {
            add(sum, coefficient, weight);
        } else {
            put(weight, coefficient.times(expression));
        }
    }

    private void add(Apply apply, Expr coefficient, Expr weight) {
        Expr first = apply.argument(0);
        switch (apply.op()) {
            case ADD -> {
                add(first, coefficient, weight);
                add(apply.argument(1), coefficient, weight);
            }
            case SUB -> {
                add(first, coefficient, weight);
                add(apply.argument(1), coefficient.negate(), weight);
            }
            case NEG -> add(first, coefficient.negate(), weight);
            case MUL -> product(first, apply.argument(1), coefficient, weight);
            case DIV -> quotient(first, apply.argument(1), coefficient, weight);
            case SELECT -> choice(apply, coefficient, weight);
            default -> put(weight, coefficient.times(apply));
        }
    }

    /** The factor that can be taken apart is, the other one belongs to the coefficients. */
    private void product(Expr a, Expr b, Expr coefficient, Expr weight) {
        if (!facts.isLatent(a)) {
            add(b, coefficient, weight.times(a));
        } else if (!facts.isLatent(b)) {
            add(a, coefficient, weight.times(b));
        } else if (!rows.vary(a) || rows.vary(b) && !isCompound(a)) {
            add(b, coefficient.times(a), weight);
        } else {
            add(a, coefficient.times(b), weight);
        }
    }

    private static boolean isCompound(Expr expression) {
        return expression instanceof Sum || expression instanceof Apply apply && switch (apply.op()) {
            case ADD, SUB, NEG, MUL, DIV, SELECT -> true;
            default -> false;
        };
    }

    private void quotient(Expr a, Expr b, Expr coefficient, Expr weight) {
        if (facts.isLatent(b)) {
            add(a, coefficient.over(b), weight);
        } else {
            add(a, coefficient, weight.over(b));
        }
    }

    /** Rows of which data decide take part in one of two sums; in the other one their columns are 0. */
    private void choice(Apply select, Expr coefficient, Expr weight) {
        Expr condition = select.argument(0);
        if (facts.isLatent(condition)) {
            put(weight, coefficient.times(select));
            return;
        }
        add(select.argument(1), coefficient, Expr.select(condition, weight, Expr.of(0)));
        add(select.argument(2), coefficient, Expr.select(condition, Expr.of(0), weight));
    }

    private void add(Sum sum, Expr coefficient, Expr weight) {
        Loop loop = sum.loop();
        if (!(loop.lower() instanceof Constant from) || !(loop.upper() instanceof Constant to)) {
            put(weight, coefficient.times(sum));
        } else if (to.value() - from.value() < WRITTEN_OUT) {
            for (double k = from.value(); k <= to.value(); k++) {
                add(new Substitution(Map.of(loop.index(), Expr.of(k))).apply(sum.body()), coefficient, weight);
            }
        } else if (axis == null) {
            axis = loop;
            add(sum.body(), coefficient, weight);
            axis = null;
        } else {
            fits = false;
        }
    }

    private void put(Expr column, Expr coefficient) {
        boolean columns = axis != null && facts.dependsOn(column, axis.index());
        boolean coefficients = axis != null && facts.dependsOn(coefficient, axis.index());
        if (axis == null) {
            this.coefficients.merge(column, coefficient, Expr::plus);
        } else if (columns && coefficients) {
            fits &= !rows.vary(coefficient);
            blocks.add(new Block(axis, column, coefficient));
        } else {
            this.coefficients.merge(columns ? new Sum(axis, column) : column, coefficients
                    ? new Sum(axis, coefficient) : coefficient.times(columns ? ONE : axis.count()), Expr::plus);
        }
    }
}
