package org.penumbra.compiler.guide;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.penumbra.compiler.target.LocalMinibatch;
import org.penumbra.compiler.target.MinibatchTarget;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Minibatch;

/** A written guide of all rows, which knows what it is for a few of them. */
final class WholeGuide extends WrittenGuide implements AmortizedGuide {

    private final BiFunction<LocalMinibatch, double[], DifferentiableGuide> rows;

    /** @param rows makes the guide of the rows of a minibatch with given parameters */
    WholeGuide(int noiseSize, int dimension, double[] parameters, GuideCode density, GuideCode draws,
            Function<double[], List<NamedValue>> names,
            BiFunction<LocalMinibatch, double[], DifferentiableGuide> rows) {
        super(noiseSize, dimension, parameters, density, draws, names);
        this.rows = rows;
    }

    @Override
    public Rows over(Minibatch minibatch) {
        if (!(minibatch instanceof MinibatchTarget compiled)) {
            throw new IllegalArgumentException("a minibatch of the model of this guide is expected, found "
                    + minibatch.getClass().getName());
        }
        LocalMinibatch local = compiled.local();
        return new Rows(local, rows.apply(local, parameters()));
    }
}
