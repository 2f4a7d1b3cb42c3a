package org.penumbra.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.Program;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.compiler.target.CoordinatesRead;
import org.penumbra.compiler.target.Layout;
import org.penumbra.compiler.target.TermElements;
import org.penumbra.expression.Array;
import org.penumbra.inference.FactorGraph;

/** The terms of a density as code that gives each of them, made when it is asked for, once for all threads. */
final class FactorCode implements Supplier<Optional<FactorGraph>> {

    private final ModelProgram program;
    private final Vectors vectors;
    private Optional<CoordinatesRead> reads;
    private CompiledProgram code;

    FactorCode(ModelProgram program, Vectors vectors) {
        this.program = program;
        this.vectors = vectors;
    }

    /** One for each thread. */
    @Override
    public synchronized Optional<FactorGraph> get() {
        if (reads == null) {
            Layout layout = Layout.of(program);
            List<TermElements> terms = TermElements.of(program);
            reads = CoordinatesRead.of(program, layout, terms);
            code = reads.isEmpty() ? null : compile(layout, terms);
        }
        return reads.map(known -> new Graph(known.factors(), code.newInstance()));
    }

    private CompiledProgram compile(Layout layout, List<TermElements> terms) {
        Map<Array, double[]> data = new HashMap<>(program.data());
        Optimizer optimizer = new Optimizer(data);
        List<Effect> values = new ArrayList<>();
        int base = 0;
        for (TermElements term : terms) {
            values.add(new Scatter(term.loops().stream().map(optimizer::optimize).toList(), base,
                    optimizer.optimize(term.position()), optimizer.optimize(term.value())));
            base += term.count();
        }
        List<Recurrence> recurrences = Recurrences.optimized(program.recurrences(), optimizer);
        List<Stage> last = List.of(new Stage(List.of(), values));
        List<Stage> all = new ArrayList<>(Recurrences.stagesFor(last, recurrences, optimizer.facts()));
        all.addAll(last);
        return new Program(null, all, data, layout.freeBase(), optimizer.facts(), new Batch(List.of()))
                .compile(vectors);
    }

    private record Graph(int[][] read, Compiled code) implements FactorGraph {

        @Override
        public int count() {
            return read.length;
        }

        @Override
        public int[] coordinates(int factor) {
            return read[factor];
        }

        @Override
        public void evaluate(double[] x, double[] values) {
            Arrays.fill(values, 0);
            code.run(x, values);
        }
    }
}
