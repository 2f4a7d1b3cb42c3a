package org.penumbra.compiler.target;

import java.util.function.Supplier;
import org.penumbra.compiler.batch.RowPlan;

/**
 * Minibatches of one size in coordinates of their own.
 *
 * @param code compiled when it is first asked for
 * @param plan which rows and coordinates these are
 */
public record LocalCode(Supplier<MinibatchCode> code, RowPlan plan) {
}
