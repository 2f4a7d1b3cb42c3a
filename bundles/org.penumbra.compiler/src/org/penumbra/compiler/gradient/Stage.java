package org.penumbra.compiler.gradient;

import java.util.List;
import org.penumbra.expression.Expr;

/**
 * One of the parts that a program is run in, one after the other: later ones may read what earlier ones stored.
 *
 * @param wanted values to compute and keep
 * @param effects what is done, in this order
 * @param sequential whether effects in one loop take turns in it, because one iteration reads what another stored
 */
public record Stage(List<Expr> wanted, List<? extends Effect> effects, boolean sequential) {

    public Stage {
        wanted = List.copyOf(wanted);
        effects = List.copyOf(effects);
    }

    /** Effects that do not depend on one another. */
    public Stage(List<Expr> wanted, List<? extends Effect> effects) {
        this(wanted, effects, false);
    }

    /** A recurrence or its sweep. */
    public static Stage sequential(List<? extends Effect> effects) {
        return new Stage(List.of(), effects, true);
    }
}
