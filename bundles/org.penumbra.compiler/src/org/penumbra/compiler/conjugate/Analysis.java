package org.penumbra.compiler.conjugate;

import java.util.HashMap;
import java.util.Map;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.FreeCoordinates;
import org.penumbra.compiler.target.Layout;
import org.penumbra.expression.Array;
import org.penumbra.inference.conjugate.Conjugacy;

/** From a model to closed-form updates, or to what stands in their way. */
public final class Analysis {

    private Analysis() {
    }

    /**
     * @param joint the model in its sites' own values
     * @param program the same model over free coordinates
     * @param layout of that
     */
    public static Conjugacy of(JointModel joint, ModelProgram program, Layout layout, Vectors vectors) {
        if (joint.imputes()) {
            return Conjugacy.none("there are missing observations, which are sites without a family of their own.");
        }
        try {
            JointPolynomial density = JointPolynomial.of(joint);
            Map<Array, double[]> data = new HashMap<>(joint.program().data());
            Moments moments = Moments.of(density, new Families(joint, density, layout, data).all());
            boolean augmented = !density.auxiliaries().isEmpty();
            return Conjugacy.of(CompiledForm.of(moments, augmented, new FreeCoordinates(program, layout), data,
                    joint, vectors));
        } catch (NotConjugate obstacle) {
            return Conjugacy.none(obstacle.getMessage());
        } catch (ArithmeticException overflow) {
            return Conjugacy.none("it has more statistics than one array can hold.");
        }
    }
}
