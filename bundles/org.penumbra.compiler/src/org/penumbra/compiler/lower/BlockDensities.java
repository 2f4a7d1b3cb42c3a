package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.ir.Block;
import org.penumbra.compiler.ir.Term;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Sample;

/** Log densities of one draw of a block. */
final class BlockDensities {

    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    private final ExpressionLowering expressions;
    private final Densities densities;
    private final BlockChecks checks;
    /** Of a model in its sites' own values. */
    private final Optional<SymbolicMatrices> matrices;
    private final Refusal refusal;

    BlockDensities(Binding binding, ExpressionLowering expressions, Densities densities, Refusal refusal) {
        this.expressions = expressions;
        this.densities = densities;
        this.checks = new BlockChecks(binding, refusal);
        this.refusal = refusal;
        this.matrices = binding.hasOwnCoordinates() ? Optional.of(new SymbolicMatrices(binding)) : Optional.empty();
    }

    /**
     * @param value without what the change of coordinates adds
     * @param checks of the parameters
     * @param parameters that a draw needs, in the order of the signature
     */
    record Density(Expr value, List<Term.Check> checks, List<Block> parameters) {
    }

    /** A distribution of vectors or matrices. */
    Density joint(Sample sample, EventCall call, Value x, List<Value> parameters, List<Loop> around) {
        List<Term.Check> asked = checks.checks(call, parameters);
        Expr density = matrices.flatMap(symbols -> call.polynomial(x, parameters, expressions.arrayCalls(), symbols))
                .orElseGet(() -> call.logDensity(x, parameters, expressions.arrayCalls()));
        return new Density(checks.guarded(sample, call, density, asked, around), asked, blocks(asked));
    }

    /** Independent standard normal coordinates, which a distribution makes the block of. */
    Density standardNormal(BlockCoordinates coordinates, EventCall call, List<Value> parameters, Frame frame) {
        List<Term.Check> asked = checks.checks(call, parameters);
        Expr z = new Element(coordinates.free(),
                coordinates.start().plus(Shapes.offset(frame.event(), Frame.indices(frame.axes()))));
        return new Density(frame.sum(z.square().times(-0.5).minus(HALF_LOG_TWO_PI)), asked, blocks(asked));
    }

    private static List<Block> blocks(List<Term.Check> checks) {
        return checks.stream().map(check -> new Block(check.axes(), check.value())).toList();
    }

    /** A distribution of numbers for each element. */
    Density elementwise(Sample sample, Resolved distribution, BlockCoordinates coordinates, Frame frame) {
        List<Expr> parameters = scalars(sample, distribution, frame);
        return elementwise(sample, distribution, coordinates.element(frame), parameters, parameters, frame);
    }

    /** The same with parameters that differ from those that the text has, and that are checked. */
    Density elementwise(Sample sample, Resolved distribution, Expr element, List<Expr> parameters,
            List<Expr> checked, Frame frame) {
        Expr density = densities.guarded(sample, distribution, element, parameters, frame.all());
        List<Term.Check> scalars = densities.checks(distribution, checked).stream().map(check -> new Term.Check(
                check.parameter(), check.support(), check.value(), frame.axes(), Optional.empty())).toList();
        return new Density(frame.sum(density), scalars,
                parameters.stream().map(value -> new Block(frame.axes(), value)).toList());
    }

    /** The parameters of the element that the frame is at. */
    List<Expr> scalars(Sample sample, Resolved distribution, Frame frame) {
        return distribution.arguments().stream()
                .map(value -> Shapes.stretched(requireFit(sample, distribution, value, frame), frame.own())).toList();
    }

    private Value requireFit(Sample sample, Resolved distribution, Value argument, Frame frame) {
        List<Integer> own = new ArrayList<>(frame.batch().stream().map(Stored::extent).toList());
        own.addAll(frame.event());
        if (Shapes.broadcast(own, argument.shape()).filter(own::equals).isEmpty()) {
            throw refusal.shapes(sample, "A parameter of " + distribution.name() + " does not fit '" + sample.getName()
                    + "'", new Value(own, at -> null), argument);
        }
        return argument;
    }
}
