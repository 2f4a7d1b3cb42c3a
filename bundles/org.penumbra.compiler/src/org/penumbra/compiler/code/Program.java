package org.penumbra.compiler.code;

import java.util.List;
import java.util.Map;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/**
 * What is to be computed: a scalar result and outputs, over data and free coordinates.
 *
 * @param result the scalar, or null when only outputs are wanted; interned with the outputs
 * @param outputs added to the output array
 * @param data numbers of every data array that occurs
 * @param freeBase position of the first coordinate of each latent array in x
 * @param facts of the expressions
 */
public record Program(Expr result, List<Scatter> outputs, Map<Array, double[]> data, Map<Array, Integer> freeBase,
        Facts facts) {

    public Program {
        outputs = List.copyOf(outputs);
    }

    /** A new instance of generated code. */
    public CompiledProgram compile() {
        return CompiledProgram.of(this);
    }
}
