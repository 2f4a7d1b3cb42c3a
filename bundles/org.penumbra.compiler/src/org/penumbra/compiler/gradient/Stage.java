package org.penumbra.compiler.gradient;

import java.util.List;
import org.penumbra.expression.Expr;

/**
 * One of the parts that a program is run in, one after the other: later ones may read what earlier ones stored.
 *
 * @param wanted values to compute and keep
 * @param outputs what is written, in this order
 */
public record Stage(List<Expr> wanted, List<Scatter> outputs) {

    public Stage {
        wanted = List.copyOf(wanted);
        outputs = List.copyOf(outputs);
    }
}
