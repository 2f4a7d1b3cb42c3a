package org.penumbra.compiler.code;

import java.util.List;
import java.util.Map;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/**
 * What is to be computed: a scalar result and outputs, over data and free coordinates.
 *
 * @param result the scalar, or null when only outputs are wanted; interned with the outputs
 * @param stages run one after the other; the result is wanted by one of them
 * @param data numbers of every data array that occurs
 * @param freeBase position of the first coordinate of each latent array in x
 * @param facts of the expressions
 * @param batch where data come from that change between runs
 */
public record Program(Expr result, List<Stage> stages, Map<Array, double[]> data, Map<Array, Integer> freeBase,
        Facts facts, Batch batch) {

    /** One whose data do not change. */
    public Program(Expr result, List<Stage> stages, Map<Array, double[]> data, Map<Array, Integer> freeBase,
            Facts facts) {
        this(result, stages, data, freeBase, facts, Batch.none());
    }

    public Program {
        stages = List.copyOf(stages);
    }

    /** A program of one stage. */
    public static Program of(Expr result, List<? extends Effect> outputs, Map<Array, double[]> data,
            Map<Array, Integer> freeBase, Facts facts) {
        Stage only = new Stage(result == null ? List.of() : List.of(result), outputs);
        return new Program(result, List.of(only), data, freeBase, facts);
    }

    /** Scalar code. */
    public CompiledProgram compile() {
        return compile(Vectors.NONE);
    }

    public CompiledProgram compile(Vectors vectors) {
        return CompiledProgram.of(this, vectors);
    }
}
