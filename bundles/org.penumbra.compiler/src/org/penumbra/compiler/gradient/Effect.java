package org.penumbra.compiler.gradient;

import java.util.List;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/** Something that a program does in every iteration of the loops around it. */
public sealed interface Effect permits Scatter, Invoke {

    /** Loops, outermost first. */
    List<Loop> path();

    /** The same inside of its outermost loop. */
    Effect inner();

    /** Values that must be there; subscripts are computed where they are used. */
    List<Expr> needed();
}
