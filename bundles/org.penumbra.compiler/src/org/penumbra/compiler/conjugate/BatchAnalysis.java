package org.penumbra.compiler.conjugate;

import java.util.HashMap;
import java.util.Map;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.batch.JointRows;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.FreeCoordinates;
import org.penumbra.compiler.target.Layout;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.BatchForm;
import org.penumbra.inference.conjugate.BatchUpdates;

/** From a model to closed-form updates that see a batch of rows at a time, compiled for each size of a batch. */
public final class BatchAnalysis implements BatchUpdates {

    private final JointModel joint;
    private final JointRows one;
    private final Layout layout;
    private final FreeCoordinates coordinates;
    private final Vectors vectors;
    private final Map<Integer, BatchForm> forms = new HashMap<>();

    private BatchAnalysis(JointModel joint, JointRows one, ModelProgram program, Layout layout, Vectors vectors) {
        this.joint = joint;
        this.one = one;
        this.layout = layout;
        this.coordinates = new FreeCoordinates(program, layout);
        this.vectors = vectors;
    }

    /**
     * @param joint the model in its sites' own values
     * @param plate by name, or empty for the one that suggests itself
     * @param program the same model over free coordinates
     * @param layout of that
     * @throws PenumbraException (BAD_INPUT, PEN-2955) when there is no plate whose rows can be taken batch by batch
     */
    public static BatchConjugacy of(JointModel joint, String plate, ModelProgram program, Layout layout,
            Vectors vectors) {
        BatchAnalysis analysis = new BatchAnalysis(joint, JointRows.of(joint, plate, 1), program, layout, vectors);
        try {
            analysis.form(1);
            return BatchConjugacy.of(analysis);
        } catch (NotConjugate obstacle) {
            return BatchConjugacy.none(obstacle.getMessage());
        } catch (ArithmeticException overflow) {
            return BatchConjugacy.none("it has more statistics than one array can hold.");
        }
    }

    @Override
    public String plate() {
        return one.plate();
    }

    @Override
    public int rows() {
        return one.size();
    }

    @Override
    public BatchForm form(int size) {
        return forms.computeIfAbsent(size, rows -> CompiledBatchForm.of(
                rows == 1 ? one : JointRows.of(joint, one.plate(), rows), joint, layout, vectors));
    }

    @Override
    public int valueCount() {
        return coordinates.valueCount();
    }

    @Override
    public double toFree(double[] values, double[] x) {
        return coordinates.toFree(values, x);
    }
}
