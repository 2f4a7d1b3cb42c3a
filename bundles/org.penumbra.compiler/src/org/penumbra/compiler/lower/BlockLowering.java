package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Term;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Sample;

/**
 * Latent sites that are drawn in blocks: vectors and matrices of a distribution of such, and elements of a distribution
 * of numbers whose declared type ties them together.
 */
final class BlockLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final BlockDensities densities;
    private final Refusal refusal;
    private final EventShapes shapes;
    private final DeclaredStructure structures;

    BlockLowering(Binding binding, ExpressionLowering expressions, Densities densities, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.densities = new BlockDensities(binding, expressions, densities, refusal);
        this.refusal = refusal;
        this.shapes = new EventShapes(binding, refusal);
        this.structures = new DeclaredStructure(refusal);
    }

    static boolean isBlock(Sample sample, Resolved distribution) {
        return distribution.signature().isMultivariate() || DeclaredStructure.of(sample.getType()).isPresent();
    }

    /** The shape that one execution of the statement draws. */
    List<Integer> ownShape(Sample sample, Resolved distribution, Scope scope) {
        return distribution.signature().isMultivariate() ? call(sample, distribution, scope).shape()
                : expressions.types().shape(sample.getType(), scope);
    }

    private EventCall call(Sample sample, Resolved distribution, Scope scope) {
        return shapes.resolve(sample, distribution, Optional.ofNullable(sample.getType())
                .map(type -> expressions.types().shape(type, scope)));
    }

    /** The site, whose name is not defined yet, and its term. */
    SiteLowering.Lowered lower(Sample sample, Resolved distribution, boolean nonCentered, Scope scope) {
        Optional<Structure> structure = structures.of(sample, distribution);
        boolean moved = nonCentered && !binding.hasOwnCoordinates();
        if (nonCentered) {
            requireNormal(sample, distribution, structure, refusal);
        }
        if (!distribution.signature().isMultivariate()) {
            return independent(sample, distribution, structure.orElseThrow(), scope);
        }
        EventCall call = call(sample, distribution, scope);
        Frame frame = frame(sample, call.shape(), call.event().size(), scope);
        List<Value> parameters = call.parameters(Frame.indices(frame.batch()));
        String support = structure.map(Structure::toString).orElse(distribution.signature().support().toString());
        if (moved) {
            BlockCoordinates standard = BlockCoordinates.standard(sample.getName(), call, parameters, frame,
                    expressions.arrayCalls());
            return lowered(sample, distribution, frame, standard, support,
                    densities.standardNormal(standard, call, parameters, frame));
        }
        BlockCoordinates coordinates = structure.isPresent() ? structured(sample, structure.get(), frame)
                : elementwise(sample, distribution, frame, parameters, scope);
        return lowered(sample, distribution, frame, coordinates, support,
                densities.joint(sample, call, coordinates.elements(), parameters, frame.around()));
    }

    /** Elements of a distribution of numbers that their type ties together. */
    private SiteLowering.Lowered independent(Sample sample, Resolved distribution, Structure structure, Scope scope) {
        Frame frame = frame(sample, ownShape(sample, distribution, scope), structure.rank(), scope);
        BlockCoordinates coordinates = structured(sample, structure, frame);
        return lowered(sample, distribution, frame, coordinates, structure.toString(),
                densities.elementwise(sample, distribution, coordinates, frame));
    }

    private Frame frame(Sample sample, List<Integer> own, int rank, Scope scope) {
        List<Loop> axes = own.stream().map(binding::axis).toList();
        return new Frame(PlateShape.of(sample, scope, refusal), axes.subList(0, axes.size() - rank),
                axes.subList(axes.size() - rank, axes.size()));
    }

    private BlockCoordinates structured(Sample sample, Structure structure, Frame frame) {
        return BlockCoordinates.structured(sample.getName(), structure, frame, binding, expressions.arrayCalls());
    }

    private BlockCoordinates elementwise(Sample sample, Resolved distribution, Frame frame, List<Value> parameters,
            Scope scope) {
        List<Expr> scalars = parameters.stream()
                .map(value -> value.isScalar() ? value.expression() : Expr.of(Double.NaN)).toList();
        Bijector bijector = new Restriction(expressions, refusal)
                .bijector(sample, distribution.signature(), scalars, scope);
        return BlockCoordinates.elementwise(sample.getName(), bijector, frame, binding);
    }

    private SiteLowering.Lowered lowered(Sample sample, Resolved distribution, Frame frame,
            BlockCoordinates coordinates, String support, BlockDensities.Density density) {
        BlockDraw draw = new BlockDraw(frame.around(), frame.axes(), coordinates.free(), coordinates.start(),
                frame.start(frame.event()), density.parameters(), coordinates.kind());
        LatentSite site = new LatentSite(sample.getName(), frame.shape(frame.event()), support, frame.all(),
                coordinates.element(frame), distribution.signature(), draw, refusal.locate(sample));
        Term term = new Term(sample.getName(), refusal.locate(sample), frame.around(),
                density.value().plus(coordinates.logJacobian()), density.checks());
        return new SiteLowering.Lowered(site, term);
    }

    /** Only what is affine in normal numbers, and bound to nothing, can be non-centred. */
    static void requireNormal(Sample sample, Resolved distribution, Optional<Structure> structure, Refusal refusal) {
        Signature signature = distribution.signature();
        boolean plain = sample.getType() == null || sample.getType().getName().equals("real")
                && sample.getType().getArguments().isEmpty();
        if (!signature.isLocationScale() || structure.isPresent() || signature.support().kind() != Support.Kind.REAL
                || !plain) {
            throw refusal.at(sample, "PEN-2304", "@noncentered needs a location-scale distribution on the reals, found "
                    + distribution.name() + (structure.isPresent() ? " of the type " + structure.get() : "") + ".");
        }
    }
}
