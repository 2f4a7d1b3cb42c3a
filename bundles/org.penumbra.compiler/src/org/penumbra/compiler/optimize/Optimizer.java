package org.penumbra.compiler.optimize;

import java.util.Map;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** The passes before code generation, in order, over one shared set of interned expressions. */
public final class Optimizer {

    private final Interner interner = new Interner();
    private final Facts facts = new Facts();
    private final SumSplitter splitter = new SumSplitter(facts, interner);
    private final BindingTime bindingTime;

    /** @param data numbers of the data arrays; tables computed at binding are added to it */
    public Optimizer(Map<Array, double[]> data) {
        this.bindingTime = new BindingTime(facts, data);
    }

    public Facts facts() {
        return facts;
    }

    /** An equal expression (to rounding) that is cheaper; interned. */
    public Expr optimize(Expr expression) {
        Expr folded = interner.intern(bindingTime.rewrite(interner.intern(expression)));
        Expr split = splitter.rewrite(folded);
        return interner.intern(bindingTime.rewrite(split));
    }

    /** A loop around expressions that will be optimised, with its bounds made constant where they are. */
    public Loop optimize(Loop loop) {
        Loop known = bindingTime
                .enter(loop.between(interner.intern(loop.lower()), interner.intern(loop.upper())));
        return known.between(interner.intern(known.lower()), interner.intern(known.upper()));
    }
}
