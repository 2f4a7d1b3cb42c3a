package org.penumbra.compiler.optimize;

import java.util.Map;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** The passes before code generation, in order, over one shared set of interned expressions. */
public final class Optimizer {

    private final Interner interner = new Interner();
    private final Facts facts = new Facts();
    private final Algebra algebra = new Algebra(facts, interner);
    private final SumSplitter splitter = new SumSplitter(facts, interner);
    private final BindingTime bindingTime;
    private final SufficientStatistics statistics;

    /** @param data numbers of the data arrays; tables computed at binding are added to it */
    public Optimizer(Map<Array, double[]> data) {
        Tables tables = new Tables(data);
        this.bindingTime = new BindingTime(facts, tables);
        this.statistics = new SufficientStatistics(facts, tables);
    }

    public Facts facts() {
        return facts;
    }

    /** The same with everything that is known at binding as numbers and tables. */
    public Expr bind(Expr expression) {
        return fold(expression);
    }

    /** An equal expression (to rounding) that is cheaper; interned. */
    public Expr optimize(Expr expression) {
        return split(fold(expression));
    }

    /**
     * The same for a log density, whose sums over data become statistics of the data where that is possible. Not for
     * its derivatives: the loops that they share with it must stay the same.
     */
    public Expr optimizeDensity(Expr density) {
        return split(fold(statistics.rewrite(fold(density))));
    }

    private Expr fold(Expr expression) {
        return interner.intern(bindingTime.rewrite(interner.intern(expression)));
    }

    private Expr split(Expr folded) {
        return fold(splitter.rewrite(fold(algebra.rewrite(folded))));
    }

    /** A loop around expressions that will be optimised, with its bounds made constant where they are. */
    public Loop optimize(Loop loop) {
        Loop known = bindingTime
                .enter(loop.between(interner.intern(loop.lower()), interner.intern(loop.upper())));
        return known.between(interner.intern(known.lower()), interner.intern(known.upper()));
    }
}
