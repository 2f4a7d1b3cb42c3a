package org.penumbra.compiler;

import java.util.function.Supplier;
import org.penumbra.compiler.conjugate.Analysis;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.Layout;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.conjugate.Conjugacy;

/** Closed-form updates of a model; analysed and compiled when they are asked for, once for all threads. */
final class ConjugateCode implements Supplier<Conjugacy> {

    private final ModelProgram program;
    private final Layout layout;
    private final Supplier<JointModel> joint;
    private final Vectors vectors;
    private Conjugacy known;

    ConjugateCode(ModelProgram program, Layout layout, Supplier<JointModel> joint, Vectors vectors) {
        this.program = program;
        this.layout = layout;
        this.joint = joint;
        this.vectors = vectors;
    }

    /** Each form is a fork. */
    @Override
    public synchronized Conjugacy get() {
        if (known == null) {
            known = analyse();
        }
        return known.form().map(form -> Conjugacy.of(form.fork())).orElse(known);
    }

    private Conjugacy analyse() {
        try {
            return Analysis.of(joint.get(), program, layout, vectors);
        } catch (PenumbraException refused) {
            return Conjugacy.none("it cannot be written in the sites' own values: "
                    + refused.problems().getFirst().message());
        }
    }
}
