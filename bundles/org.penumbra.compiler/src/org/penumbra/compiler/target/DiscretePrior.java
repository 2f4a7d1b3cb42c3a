package org.penumbra.compiler.target;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.expression.Array;
import org.penumbra.math.RandomStream;

/**
 * Prior draws of a model with discrete sites, on which continuous ones may depend: while drawing, the discrete sites
 * have coordinates behind those of the others.
 */
final class DiscretePrior {

    private final ModelProgram program;
    private final Layout layout;
    private final int dimension;

    DiscretePrior(ModelProgram marginal, Layout marginalLayout) {
        Map<Array, Integer> base = new LinkedHashMap<>(marginalLayout.freeBase());
        int position = marginalLayout.dimension();
        for (DiscreteSite site : marginal.summation().sites()) {
            base.put(site.array(), position);
            position += site.array().size();
        }
        this.dimension = position;
        this.layout = new Layout(marginalLayout.sites(), base, position, marginalLayout.valueCount());
        this.program = new ModelProgram(marginal.summation().drawn(marginal.latents()),
                marginal.summation().recurrences(), marginal.reported(), marginal.terms(), marginal.data(),
                Summation.NONE);
    }

    /** @param x coordinates of the continuous sites, overwritten */
    void sample(RandomStream random, double[] x) {
        double[] all = new double[dimension];
        new SlowPaths(program, layout).samplePrior(random, all);
        System.arraycopy(all, 0, x, 0, x.length);
    }
}
