package org.penumbra.compiler;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.discrete.DiscretePosterior;
import org.penumbra.compiler.discrete.FactorGraph;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.inference.DiscreteSites;

/** The posterior of the discrete sites of a model; compiled when it is asked for, which is after a fit. */
final class DiscreteCode implements Supplier<DiscreteSites> {

    private final ModelProgram program;
    private final Function<List<Scatter>, CompiledProgram> compiler;
    private DiscretePosterior.Plan plan;
    private CompiledProgram code;

    /** @param compiler makes code that writes */
    DiscreteCode(ModelProgram program, Function<List<Scatter>, CompiledProgram> compiler) {
        this.program = program;
        this.compiler = compiler;
    }

    /** One for each thread. */
    @Override
    public synchronized DiscreteSites get() {
        if (plan == null) {
            FactorGraph graph = new FactorGraph(program);
            code = compiler.apply(graph.outputs());
            plan = new DiscretePosterior.Plan(graph);
        }
        return new DiscretePosterior(plan, code.newInstance());
    }
}
