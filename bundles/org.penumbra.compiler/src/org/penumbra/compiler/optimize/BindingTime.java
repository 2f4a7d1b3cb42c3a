package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Evaluates once, at binding, whatever depends on data alone: constants are folded, and subexpressions that vary with
 * an
 * index become arrays of their own (the product of two columns, log-factorials of counts, transformed subscripts).
 */
final class BindingTime {

    /** Larger tables are computed in the loop instead: 8 bytes an entry must stay well inside memory. */
    private static final long LARGEST_TABLE = 20_000_000;

    /** Larger expressions are evaluated slowly, but what they share only once. */
    private static final long LARGEST_FUNCTION = 1000;

    private final Facts facts;
    private final Tables created;
    private final Evaluator evaluator;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();
    private final Map<Expr, Expr> tables = new HashMap<>();
    private final Map<Index, Loop> loops = new HashMap<>();

    BindingTime(Facts facts, Tables created) {
        this.facts = facts;
        this.created = created;
        this.evaluator = new Evaluator(created.data()::get);
    }

    Expr rewrite(Expr expression) {
        Expr result = done.get(expression);
        if (result == null) {
            result = facts.isKnown(expression) ? dataOnly(expression) : inside(expression);
            done.put(expression, result);
        }
        return result;
    }

    /** Tells of a loop around what will be rewritten, for expressions that stand outside of any {@link Sum}. */
    Loop enter(Loop loop) {
        Loop known = bounds(loop);
        loops.put(loop.index(), known);
        return known;
    }

    private Expr inside(Expr expression) {
        return switch (expression) {
            case Element element -> new Element(element.array(), subscript(element.offset()));
            case Apply apply -> Apply.of(apply.op(),
                    apply.arguments().stream().map(this::rewrite).toArray(Expr[]::new));
            case Sum sum -> new Sum(enter(sum.loop()), rewrite(sum.body()));
            case Constant constant -> constant;
            case Index index -> index;
        };
    }

    private Loop bounds(Loop loop) {
        return loop.between(subscript(loop.lower()), subscript(loop.upper()));
    }

    private Expr dataOnly(Expr expression) {
        if (facts.of(expression).indices().isEmpty()) {
            return expression instanceof Constant ? expression : Expr.of(evaluator.evaluate(parts(expression)));
        }
        return switch (expression) {
            case Element element -> new Element(element.array(), subscript(element.offset()));
            case Apply apply when readsData(apply) -> table(settled(apply));
            case Sum sum -> table(settled(sum));
            default -> expression;
        };
    }

    /** With everything that does not vary made a number: the mean of a column is taken once, not once for each row. */
    private Expr settled(Expr expression) {
        return facts.of(expression).indices().isEmpty() ? rewrite(expression) : parts(expression);
    }

    /** The same with its operands settled: a sum of deviations takes the mean once before it runs. */
    private Expr parts(Expr expression) {
        return switch (expression) {
            case Apply apply -> Apply.of(apply.op(),
                    apply.arguments().stream().map(this::settled).toArray(Expr[]::new));
            case Sum sum -> new Sum(sum.loop(), settled(sum.body()));
            default -> expression;
        };
    }

    /** Subscripts stay arithmetic on indices, constants and integer data, which generated code computes as ints. */
    private Expr subscript(Expr offset) {
        if (facts.isKnown(offset) && facts.of(offset).indices().isEmpty()) {
            return offset instanceof Constant ? offset : Expr.of(evaluator.evaluate(offset));
        }
        return switch (offset) {
            case Element element -> new Element(element.array(), subscript(element.offset()));
            case Apply apply -> switch (apply.op()) {
                case ADD, SUB, MUL -> Apply.of(apply.op(),
                        apply.arguments().stream().map(this::subscript).toArray(Expr[]::new));
                default -> table(apply);
            };
            case Sum sum -> table(sum);
            default -> offset;
        };
    }

    private boolean readsData(Expr expression) {
        return switch (expression) {
            case Constant constant -> false;
            case Index index -> false;
            case Apply apply -> apply.op().arity() == 1 || apply.arguments().stream().anyMatch(this::readsData);
            case Element element -> true;
            case Sum sum -> true;
        };
    }

    private Expr table(Expr expression) {
        Expr known = tables.get(expression);
        if (known != null) {
            return known;
        }
        List<Loop> axes = axes(expression);
        if (axes == null) {
            return expression;
        }
        List<Integer> extents = extents(axes);
        double[] values = values(expression, axes);
        Expr result = Tables.isConstant(values) ? Expr.of(values[0])
                : new Element(created.add(extents, values), offset(axes));
        tables.put(expression, result);
        return result;
    }

    /** The loops that the table runs over, or null when their ranges vary or the table would be too large. */
    private List<Loop> axes(Expr expression) {
        List<Loop> axes = new ArrayList<>();
        long size = 1;
        for (Index index : facts.of(expression).indices().stream().sorted((a, b) -> a.id() - b.id()).toList()) {
            Loop loop = loops.get(index);
            if (loop == null || !(loop.lower() instanceof Constant) || !(loop.upper() instanceof Constant)) {
                return null;
            }
            axes.add(loop);
            size *= extent(loop);
            if (size > LARGEST_TABLE) {
                return null;
            }
        }
        return axes;
    }

    private static List<Integer> extents(List<Loop> axes) {
        return axes.stream().map(BindingTime::extent).toList();
    }

    private static int extent(Loop loop) {
        return Math.max(0, number(loop.upper()) - number(loop.lower()) + 1);
    }

    private static int number(Expr expression) {
        return (int) ((Constant) expression).value();
    }

    private static Expr offset(List<Loop> axes) {
        Expr offset = Expr.of(0);
        for (Loop axis : axes) {
            offset = offset.times(extent(axis)).plus(axis.index().minus(axis.lower()));
        }
        return offset;
    }

    private double[] values(Expr expression, List<Loop> axes) {
        Optional<Rows> rows = Optional.of(Rows.outermost(facts, created));
        for (Loop axis : axes) {
            rows = rows.flatMap(outer -> outer.inside(axis));
        }
        if (rows.isPresent() && RowFunction.size(expression) <= LARGEST_FUNCTION) {
            return rows.get().column(expression);
        }
        double[] values = new double[extents(axes).stream().reduce(1, Math::multiplyExact)];
        fill(expression, axes, 0, evaluator, 0, values);
        return values;
    }

    private int fill(Expr expression, List<Loop> axes, int axis, Evaluator at, int position, double[] values) {
        if (axis == axes.size()) {
            values[position] = at.evaluate(expression);
            return position + 1;
        }
        Loop loop = axes.get(axis);
        int next = position;
        for (int i = number(loop.lower()); i <= number(loop.upper()); i++) {
            next = fill(expression, axes, axis + 1, at.with(loop.index(), i), next, values);
        }
        return next;
    }
}
