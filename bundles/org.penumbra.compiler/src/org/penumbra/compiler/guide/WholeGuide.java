package org.penumbra.compiler.guide;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.penumbra.compiler.target.LocalMinibatch;
import org.penumbra.compiler.target.MinibatchTarget;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Target;

/**
 * A written guide of all rows, which knows what it is for a few of them. Once it was asked for a few, it goes through
 * all of them in blocks where they are many.
 */
final class WholeGuide extends WrittenGuide implements AmortizedGuide {

    private final BiFunction<LocalMinibatch, double[], RowsCode.Part> rows;
    private final boolean streamed;
    private final boolean isNoisy;
    /** Null while all rows are computed at once. */
    private GuideBlocks blocks;

    /**
     * @param rows makes the guide of the rows of a minibatch with given parameters
     * @param streamed whether rows are not in memory
     * @param isNoisy whether layers have noise in training
     */
    WholeGuide(int noiseSize, int dimension, double[] parameters, GuideCode density, DrawCode draws,
            Function<double[], List<NamedValue>> names,
            BiFunction<LocalMinibatch, double[], RowsCode.Part> rows, boolean streamed, boolean isNoisy) {
        super(noiseSize, dimension, parameters, density, draws, names);
        this.rows = rows;
        this.streamed = streamed;
        this.isNoisy = isNoisy;
    }

    @Override
    public boolean isNoisyInTraining() {
        return isNoisy;
    }

    @Override
    public Rows over(Minibatch minibatch) {
        if (!(minibatch instanceof MinibatchTarget compiled)) {
            throw new IllegalArgumentException("a minibatch of the model of this guide is expected, found "
                    + minibatch.getClass().getName());
        }
        LocalMinibatch local = compiled.local();
        Rows few = new Rows(local, rows.apply(local, parameters()).guide());
        if (blocks == null && local.plan().plates().size() == 1) {
            blocks = GuideBlocks.of(minibatch, local.plan().plates().getFirst(), streamed,
                    one -> rows.apply(one, parameters())).orElse(null);
        }
        return few;
    }

    @Override
    public double transform(double[] noise, double[] x) {
        return blocks == null ? super.transform(noise, x) : blocks.transform(noise, x);
    }

    /** A target whose rows are read from disk has blocks of its own. */
    @Override
    public double logJoint(Target target, double[] x) {
        return blocks == null || streamed ? target.logDensity(x) : blocks.logJoint(x);
    }

    @Override
    public double logDensity(double[] x) {
        return blocks == null ? super.logDensity(x) : blocks.logDensity(x);
    }
}
