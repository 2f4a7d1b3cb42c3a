package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.Draw;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Structure;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Sample;

/** Observed vectors and matrices: the rows of a data matrix, one for each iteration. */
final class BlockObservations {

    private final Binding binding;
    private final BlockDensities densities;
    private final EventShapes shapes;
    private final Refusal refusal;
    private final List<Draw> draws;

    BlockObservations(Binding binding, ExpressionLowering expressions, Densities densities, Refusal refusal,
            List<Draw> draws) {
        this.binding = binding;
        this.densities = new BlockDensities(binding, expressions, densities, refusal);
        this.shapes = new EventShapes(binding, refusal);
        this.refusal = refusal;
        this.draws = draws;
    }

    /** The density of what one execution of the statement observes. */
    Term term(Sample sample, Resolved distribution, Value observed, Scope scope) {
        EventCall call = shapes.resolve(sample, distribution, Optional.of(observed.shape()));
        distribution.signature().structure().ifPresent(structure -> requireStructure(sample, distribution, structure,
                call));
        List<Loop> batch = call.batch().stream().map(binding::axis).toList();
        List<Loop> around = new ArrayList<>(scope.loops());
        around.addAll(batch);
        Value x = new Value(call.event(), at -> {
            List<Expr> all = new ArrayList<>(Frame.indices(batch));
            all.addAll(at);
            return observed.at(all);
        });
        BlockDensities.Density density = densities.joint(sample, call, x, call.parameters(Frame.indices(batch)),
                around);
        addDraw(sample, call, x, density, around);
        return new Term(sample.getName(), refusal.locate(sample), around, density.value(), density.checks());
    }

    private void addDraw(Sample sample, EventCall call, Value x, BlockDensities.Density density, List<Loop> around) {
        List<Expr> first = Collections.nCopies(call.event().size(), Expr.of(1));
        if (binding.drawn().containsKey(sample.getName()) && x.at(first) instanceof Element start) {
            List<Loop> axes = call.event().stream().map(binding::axis).toList();
            draws.add(new Draw(sample.getName(), refusal.locate(sample), call.distribution().name(), call.signature(),
                    new BlockDraw(around, axes, start.array(), start.offset(), start.offset(),
                            density.parameters(), new BlockDraw.Elementwise(Bijector.IDENTITY))));
        }
    }

    /** An observation outside of the structure makes the density 0 everywhere: say so, and where. */
    private void requireStructure(Sample sample, Resolved distribution, Structure structure, EventCall call) {
        if (binding.drawn().containsKey(sample.getName())) {
            return;
        }
        BoundArray data = binding.source(sample.getName());
        int order = call.event().getFirst();
        int size = structure.size(order);
        for (int start = 0; start + size <= data.values().length; start += size) {
            double[] block = Arrays.copyOfRange(data.values(), start, start + size);
            int position = start;
            structure.fault(block, order).ifPresent(fault -> {
                throw PenumbraException.badInput(Problem.error("PEN-2203", "'" + sample.getName()
                        + "' has a value that " + distribution.name() + " cannot produce (from "
                        + data.place().apply(position) + "): it is no " + structure + ": " + fault + ".")
                        .at(refusal.locate(sample)).about(sample.getName()));
            });
        }
    }
}
