package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.compiler.ir.Term;
import org.penumbra.distribution.Structure;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.Sample;

/**
 * Latent vectors and matrices that are drawn one after the other. What they are made of does not depend on their
 * distributions, so that the elements of all of them follow from the coordinates of all of them at once, where the
 * first one is drawn.
 */
final class BlockChains {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final BlockDensities densities;
    private final EventShapes shapes;
    private final DeclaredStructure structures;
    private final RecurrenceLowering recurrences;
    private final Refusal refusal;
    private final Map<String, Chain> chains = new HashMap<>();

    /**
     * All vectors of a site.
     *
     * @param outer axes that one after the other are drawn along
     * @param frame loops over all of them
     * @param elements of the one that the frame is at
     * @param support for people
     * @param stored where all elements are, when some are moved: those are made of earlier ones
     */
    private record Chain(List<Integer> outer, Frame frame, BlockCoordinates elements, String support,
            Optional<Array> stored) {

        /** Seen from where the frame is at these subscripts. */
        Substitution at(List<Expr> subscripts) {
            Map<Index, Expr> replacements = new HashMap<>();
            for (int axis = 0; axis < subscripts.size(); axis++) {
                replacements.put(frame.batch().get(axis).index(), subscripts.get(axis));
            }
            return new Substitution(replacements);
        }
    }

    BlockChains(Binding binding, ExpressionLowering expressions, Densities densities, RecurrenceLowering recurrences,
            Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.densities = new BlockDensities(binding, expressions, densities, refusal);
        this.shapes = new EventShapes(binding, refusal);
        this.structures = new DeclaredStructure(refusal);
        this.recurrences = recurrences;
        this.refusal = refusal;
    }

    /**
     * One statement of such a site.
     *
     * @param outer extents of the subscripted axes
     * @param subscripts of the vector that is drawn
     * @param moved whether this statement is non-centred, and whether any of the site is
     */
    SiteLowering.Lowered lower(Sample sample, Resolved distribution, List<Integer> outer, List<Expr> subscripts,
            Moved moved, Scope scope) {
        Chain chain = chains.computeIfAbsent(sample.getName(),
                name -> begin(sample, distribution, outer, moved.somewhere(), scope));
        requireOneSupport(sample, distribution, chain, scope);
        Substitution here = chain.at(subscripts);
        List<Integer> event = chain.frame().event();
        Frame frame = new Frame(scope.loops(), List.of(), event.stream().map(binding::axis).toList());
        BlockCoordinates all = chain.elements();
        BlockCoordinates own = new BlockCoordinates(all.free(), here.apply(all.start()),
                new Value(event, at -> here.apply(all.elements().at(at))), here.apply(all.logJacobian()), all.kind());
        Expr first = Shapes.offset(outer, subscripts).times(event.stream().reduce(1, Math::multiplyExact));
        SiteLowering.Lowered lowered = !moved.here() ? centred(sample, distribution, chain, own, first, frame)
                : distribution.signature().isMultivariate() ? affine(sample, distribution, chain, own, first, frame)
                : shifted(sample, distribution, chain, own, frame);
        chain.stored().ifPresent(array -> recurrences.add(new Recurrence.Assignment(frame.all(), array,
                first.plus(Shapes.offset(event, Frame.indices(frame.axes()))), lowered.site().value())));
        return lowered;
    }

    /** Whether one statement of a site is non-centred, and whether any of its statements is. */
    record Moved(boolean here, boolean somewhere) {
    }

    private SiteLowering.Lowered centred(Sample sample, Resolved distribution, Chain chain, BlockCoordinates own,
            Expr first, Frame frame) {
        return block(sample, distribution, chain, own, first, frame, density(sample, distribution, own, frame));
    }

    /** A vector that its distribution makes of independent standard normal numbers. */
    private SiteLowering.Lowered affine(Sample sample, Resolved distribution, Chain chain, BlockCoordinates own,
            Expr first, Frame frame) {
        requireMovable(sample, distribution);
        EventCall call = shapes.resolve(sample, distribution, Optional.of(frame.event()));
        List<Value> parameters = call.parameters(List.of());
        Calls calls = expressions.arrayCalls();
        Value elements = Calls.value(distribution.signature().event().orElseThrow().distribution().get()
                .nonCentered(calls.expression(own.elements()), parameters.stream().map(calls::expression).toList())
                .orElseThrow());
        BlockCoordinates standard = new BlockCoordinates(own.free(), own.start(), elements, Expr.of(0),
                new BlockDraw.Standard());
        return block(sample, distribution, chain, standard, first, frame,
                densities.standardNormal(standard, call, parameters, frame));
    }

    private SiteLowering.Lowered block(Sample sample, Resolved distribution, Chain chain, BlockCoordinates own,
            Expr first, Frame frame, BlockDensities.Density density) {
        BlockDraw draw = new BlockDraw(frame.plates(), frame.axes(), own.free(), own.start(), first,
                density.parameters(), own.kind());
        LatentSite site = new LatentSite(sample.getName(), chain.frame().shape(frame.event()), chain.support(),
                frame.all(), own.element(frame), distribution.signature(), draw, refusal.locate(sample));
        return new SiteLowering.Lowered(site, new Term(sample.getName(), refusal.locate(sample), frame.plates(),
                density.value().plus(own.logJacobian()), density.checks()));
    }

    /** Independent elements of a location-scale family, each a line in a coordinate of its own. */
    private SiteLowering.Lowered shifted(Sample sample, Resolved distribution, Chain chain, BlockCoordinates own,
            Frame frame) {
        SiteLowering.requireLocationScale(sample, distribution, refusal);
        Element free = (Element) own.element(frame);
        List<Expr> parameters = densities.scalars(sample, distribution, frame);
        List<Expr> standard = SiteLowering.standard(distribution.signature(), parameters);
        BlockDensities.Density density = densities.elementwise(sample, distribution, free, standard, parameters,
                frame);
        LatentSite site = new LatentSite(sample.getName(), chain.frame().shape(frame.event()), chain.support(),
                frame.all(), free, SiteLowering.moved(distribution.signature(), parameters, free), Bijector.IDENTITY,
                distribution.signature(), standard, refusal.locate(sample));
        return new SiteLowering.Lowered(site, new Term(sample.getName(), refusal.locate(sample), frame.plates(),
                density.value(), density.checks()));
    }

    private void requireMovable(Sample sample, Resolved distribution) {
        BlockLowering.requireNormal(sample, distribution, structures.of(sample, distribution), refusal);
    }

    private BlockDensities.Density density(Sample sample, Resolved distribution, BlockCoordinates own, Frame frame) {
        if (!distribution.signature().isMultivariate()) {
            return densities.elementwise(sample, distribution, own, frame);
        }
        EventCall call = shapes.resolve(sample, distribution, Optional.of(frame.event()));
        return densities.joint(sample, call, own.elements(), call.parameters(List.of()), frame.around());
    }

    /** Lays the site out; its name is defined from here on. */
    private Chain begin(Sample sample, Resolved distribution, List<Integer> outer, boolean moved,
            Scope scope) {
        List<Integer> event = eventShape(sample, distribution, scope);
        List<Loop> batch = outer.stream().map(binding::axis).toList();
        Frame frame = new Frame(List.of(), batch, event.stream().map(binding::axis).toList());
        Optional<Structure> structure = structures.of(sample, distribution);
        Restriction restriction = new Restriction(expressions, refusal);
        BlockCoordinates elements = structure.isPresent()
                ? BlockCoordinates.structured(sample.getName(), structure.get(), frame, binding,
                        expressions.arrayCalls())
                : BlockCoordinates.elementwise(sample.getName(), bijector(sample, distribution, restriction, scope),
                        frame, binding);
        if (moved && !elements.kind().equals(new BlockDraw.Elementwise(Bijector.IDENTITY))) {
            throw ChainLowering.mixedSupport(sample, refusal);
        }
        Optional<Array> stored = moved
                ? Optional.of(new Array(sample.getName(), Array.Role.STATE, frame.shape(event))) : Optional.empty();
        Chain chain = new Chain(outer, frame, elements,
                structure.map(Structure::toString).orElseGet(restriction::describe), stored);
        scope.outermost().define(sample.getName(), stored.map(Binding::value).orElseGet(() ->
                new Value(frame.shape(event), at -> chain.at(at.subList(0, outer.size()))
                        .apply(elements.elements().at(at.subList(outer.size(), at.size()))))));
        return chain;
    }

    private List<Integer> eventShape(Sample sample, Resolved distribution, Scope scope) {
        Optional<List<Integer>> declared = Optional.ofNullable(sample.getType())
                .map(type -> expressions.types().shape(type, scope));
        if (!distribution.signature().isMultivariate()) {
            List<Integer> shape = declared.orElseThrow();
            requireOneDraw(sample, DeclaredStructure.of(sample.getType())
                    .filter(structure -> structure.rank() != shape.size()).isPresent());
            return shape;
        }
        EventCall call = shapes.resolve(sample, distribution, declared);
        requireOneDraw(sample, !call.batch().isEmpty());
        return call.event();
    }

    private void requireOneDraw(Sample sample, boolean several) {
        if (several) {
            throw refusal.notCompiled(sample, "Several vectors in one step of '" + sample.getName() + "'");
        }
    }

    /** Bounds are numbers, the same for all elements. */
    private Bijector bijector(Sample sample, Resolved distribution, Restriction restriction, Scope scope) {
        List<Expr> parameters = distribution.arguments().stream()
                .map(value -> value.isScalar() ? value.expression() : Expr.of(Double.NaN)).toList();
        Bijector bijector = restriction.bijector(sample, distribution.signature(), parameters, scope);
        if (!ChainLowering.isNumber(bijector.lower()) || !ChainLowering.isNumber(bijector.upper())) {
            throw ChainLowering.mixedSupport(sample, refusal);
        }
        return bijector;
    }

    private void requireOneSupport(Sample sample, Resolved distribution, Chain chain, Scope scope) {
        Optional<Structure> structure = structures.of(sample, distribution);
        boolean same = switch (chain.elements().kind()) {
            case BlockDraw.Structured first -> structure.isPresent()
                    && structure.get().bijector(first.bijector().order()).equals(first.bijector());
            case BlockDraw.Elementwise first -> structure.isEmpty() && first.bijector().equals(
                    bijector(sample, distribution, new Restriction(expressions, refusal), scope));
            case BlockDraw.Standard first -> false;
        };
        if (!same) {
            throw ChainLowering.mixedSupport(sample, refusal);
        }
    }
}
