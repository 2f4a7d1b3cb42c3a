package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.inference.SiteMap;

/** Free coordinates to reported values by generated code, and back by the slow evaluator. */
final class CompiledSites implements SiteMap {

    private final ModelProgram program;
    private final Layout layout;
    private final Compiled code;

    CompiledSites(ModelProgram program, Layout layout, Compiled code) {
        this.program = program;
        this.layout = layout;
        this.code = code;
    }

    @Override
    public List<Site> sites() {
        return layout.sites();
    }

    @Override
    public int valueCount() {
        return layout.valueCount();
    }

    @Override
    public void constrain(double[] x, double[] values) {
        Arrays.fill(values, 0);
        code.run(x, values);
    }

    @Override
    public void unconstrain(double[] values, double[] x) {
        new SlowPaths(program, layout).unconstrain(values, x);
    }
}
