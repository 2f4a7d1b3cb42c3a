package org.penumbra.compiler;

import java.util.function.Function;
import java.util.function.Supplier;
import org.penumbra.compiler.conjugate.Analysis;
import org.penumbra.compiler.conjugate.BatchAnalysis;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.ClosedForms;
import org.penumbra.compiler.target.Layout;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.Conjugacy;

/** Closed-form updates of a model; analysed and compiled when they are asked for, once for all threads. */
final class ConjugateCode implements ClosedForms {

    private final ModelProgram program;
    private final Layout layout;
    private final Supplier<JointModel> joint;
    private final Vectors vectors;
    private Conjugacy pure;
    private Conjugacy mixed;

    ConjugateCode(ModelProgram program, Layout layout, Supplier<JointModel> joint, Vectors vectors) {
        this.program = program;
        this.layout = layout;
        this.joint = joint;
        this.vectors = vectors;
    }

    @Override
    public synchronized Conjugacy pure() {
        if (pure == null) {
            pure = analyse(Analysis::pure);
        }
        return forked(pure);
    }

    /** Where all sites have updates in closed form, there is nothing to look for beyond. */
    @Override
    public synchronized Conjugacy mixed() {
        if (mixed == null) {
            mixed = pure().form().isPresent() ? pure : analyse(Analysis::mixed);
        }
        return forked(mixed);
    }

    /** Made anew each time, since it has the rows of a batch in memory. */
    @Override
    public BatchConjugacy batches(String plate) {
        try {
            return BatchAnalysis.of(joint.get(), plate, program, layout, vectors);
        } catch (PenumbraException refused) {
            return BatchConjugacy.none(refused.problems().getFirst().message());
        }
    }

    private static Conjugacy forked(Conjugacy known) {
        return known.form().map(form -> Conjugacy.of(form.fork())).orElse(known);
    }

    private Conjugacy analyse(Function<Analysis, Conjugacy> which) {
        if (program.latents().stream().anyMatch(LatentSite::isParameter)) {
            return Conjugacy.none("it has parameters, which are estimated as a point");
        }
        try {
            return which.apply(new Analysis(joint.get(), program, layout, vectors));
        } catch (PenumbraException refused) {
            return Conjugacy.none("it cannot be written in the sites' own values: "
                    + refused.problems().getFirst().message());
        }
    }
}
