package org.penumbra.compiler.lower;

import java.util.Map;
import org.penumbra.compiler.discrete.Workspace;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.expression.Array;

/**
 * A model in its sites' own values: densities with respect to them, discrete sites among the variables.
 *
 * @param program whose terms read the sites themselves; the values of continuous ones are their own coordinates
 * @param bounds of the arrays that are not data
 * @param loops makes loops with fresh indices
 * @param matrices sites that are positive definite matrices
 */
public record JointModel(ModelProgram program, Map<Array, Range.Interval> bounds, Workspace.Loops loops,
        Map<Array, MatrixSite> matrices) {
}
