package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Term;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * A term of a density, one number for each iteration of the loops around it. Loops whose bounds depend on other loops
 * are summed up.
 *
 * @param loops with bounds that are known
 * @param lows first values of their indices
 * @param extents how often they run
 * @param value in one iteration
 */
public record TermElements(List<Loop> loops, List<Integer> lows, List<Integer> extents, Expr value) {

    public TermElements {
        loops = List.copyOf(loops);
        lows = List.copyOf(lows);
        extents = List.copyOf(extents);
    }

    /** All that have an element at all, in the order of the terms. */
    public static List<TermElements> of(ModelProgram program) {
        Evaluator data = new Evaluator(program.data()::get);
        return program.terms().stream().map(term -> of(term, data)).filter(term -> term.count() > 0).toList();
    }

    private static TermElements of(Term term, Evaluator data) {
        List<Integer> lows = new ArrayList<>();
        List<Integer> extents = new ArrayList<>();
        for (Loop loop : term.loops()) {
            if (!(loop.lower() instanceof Constant) || !(loop.upper() instanceof Constant)) {
                break;
            }
            lows.add(data.integer(loop.lower()));
            extents.add(Math.max(0, data.integer(loop.upper()) - data.integer(loop.lower()) + 1));
        }
        Expr value = term.value();
        for (Loop loop : term.loops().subList(lows.size(), term.loops().size()).reversed()) {
            value = new Sum(loop, value);
        }
        return new TermElements(term.loops().subList(0, lows.size()), lows, extents, value);
    }

    /** Number of elements. */
    public int count() {
        return Layout.size(extents);
    }

    /** Position of the element that the loops are at, row-major. */
    public Expr position() {
        Expr position = Expr.of(0);
        for (int axis = 0; axis < loops.size(); axis++) {
            position = position.times(extents.get(axis)).plus(loops.get(axis).index().minus(lows.get(axis)));
        }
        return position;
    }
}
