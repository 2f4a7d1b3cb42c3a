package org.penumbra.math.products;

import org.penumbra.core.Workers;

/** Plain loops, of which the JIT compiler makes what vector code it can. */
final class ScalarKernel implements MatrixKernel {

    @Override
    public String name() {
        return "scalar code";
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public Multiplier multiplier(Workers workers) {
        return new PartedMultiplier(workers, ScalarPart::new);
    }
}
