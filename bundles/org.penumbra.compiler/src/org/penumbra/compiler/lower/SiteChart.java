package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.distribution.structure.FreeCoordinates;
import org.penumbra.distribution.structure.StructuredBijector;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Op;

/**
 * The way between the elements of a latent site and its free coordinates, whatever its distribution is: for a guide,
 * which draws the elements in its own way. Elements that a structure ties together go the way together.
 *
 * @param site as the model has it; of one that is drawn element after element, its first statement
 * @param whole all its elements as functions of its coordinates
 */
record SiteChart(LatentSite site, Value whole) {

    /** x = location + scale u. */
    private record Line(Expr location, Expr scale) {
    }

    Array array() {
        return site.array();
    }

    /** The structure that ties elements together, if any. */
    Optional<StructuredBijector> structure() {
        return site.block().map(BlockDraw::coordinates).filter(BlockDraw.Structured.class::isInstance)
                .map(kind -> ((BlockDraw.Structured) kind).bijector());
    }

    /** Axes of the elements that go together; empty when each goes alone. */
    List<Integer> event() {
        return structure().isEmpty() ? List.of()
                : whole.shape().subList(array().shape().size() - 1, whole.rank());
    }

    /** Whether this version knows the way back: not from vectors that are non-centred, nor from such chains. */
    boolean isInvertible() {
        if (site.block().filter(block -> block.coordinates() instanceof BlockDraw.Standard).isPresent()) {
            return false;
        }
        List<Expr> first = new ArrayList<>(Collections.nCopies(whole.rank(), Expr.of(1)));
        return structure().isPresent() || !isAffine() || line(whole.at(first)).isPresent();
    }

    private boolean isAffine() {
        return bijector().kind() == Bijector.Kind.IDENTITY;
    }

    private Bijector bijector() {
        return site.block().map(BlockDraw::coordinates).filter(BlockDraw.Elementwise.class::isInstance)
                .map(kind -> ((BlockDraw.Elementwise) kind).bijector()).orElse(site.bijector());
    }

    /** The bijector of the element at these subscripts. */
    private Bijector bijector(List<Expr> at) {
        Bijector here = bijector();
        return new Bijector(here.kind(), moved(here.lower(), at), moved(here.upper(), at));
    }

    private Expr moved(Expr bound, List<Expr> at) {
        if (bound == null || bound instanceof Constant) {
            return bound;
        }
        Map<Index, Expr> replacements = new HashMap<>();
        for (int axis = 0; axis < at.size(); axis++) {
            replacements.put(site.loops().get(axis).index(), at.get(axis));
        }
        return new Substitution(replacements).apply(bound);
    }

    /** How an element of a site on the reals follows from its coordinate; empty when it is not written as a line. */
    private Optional<Line> line(Expr x) {
        if (x instanceof Apply sum && sum.op() == Op.ADD) {
            return scale(sum.argument(1)).map(scale -> new Line(sum.argument(0), scale));
        }
        return scale(x).map(scale -> new Line(Expr.of(0), scale));
    }

    private Optional<Expr> scale(Expr term) {
        if (isFree(term)) {
            return Optional.of(Expr.of(1));
        }
        if (!(term instanceof Apply product) || product.op() != Op.MUL) {
            return Optional.empty();
        }
        return isFree(product.argument(1)) ? Optional.of(product.argument(0))
                : isFree(product.argument(0)) ? Optional.of(product.argument(1)) : Optional.empty();
    }

    private boolean isFree(Expr term) {
        return term instanceof Element element && element.array().equals(array());
    }

    /** log of the absolute Jacobian determinant of the elements that go together by their coordinates. */
    Expr logJacobian(List<Expr> at) {
        if (structure().isPresent()) {
            return behindElements(at);
        }
        Expr x = whole.at(at);
        return isAffine() ? line(x).orElseThrow().scale().log() : bijector(at).logJacobian(coordinate(at));
    }

    private Element coordinate(List<Expr> at) {
        return new Element(array(), offset(at, List.of()));
    }

    /** A structured bijector stores it behind the elements. */
    private Expr behindElements(List<Expr> at) {
        List<Expr> first = new ArrayList<>(at);
        event().forEach(extent -> first.add(Expr.of(1)));
        Element element = (Element) whole.at(first);
        return new Element(element.array(), element.offset().plus(structure().orElseThrow().valueSize()));
    }

    /** Position of a coordinate: of one that belongs to the elements at {@code at}, the one at {@code within}. */
    Expr offset(List<Expr> at, List<Expr> within) {
        List<Expr> all = new ArrayList<>(at);
        all.addAll(within);
        return Shapes.offset(array().shape(), all);
    }

    /** The coordinates of elements that go together: a number for a number, otherwise a vector. */
    Value coordinates(List<Expr> at, Value elements, Calls calls) {
        Optional<StructuredBijector> structure = structure();
        if (structure.isPresent()) {
            return calls.callOn(new FreeCoordinates(structure.get()), List.of(structure.get().freeSize()),
                    List.of(elements));
        }
        Expr x = elements.expression();
        if (!isAffine()) {
            return Value.scalar(bijector(at).inverse(x));
        }
        Line line = line(whole.at(at)).orElseThrow();
        return Value.scalar(x.minus(line.location()).over(line.scale()));
    }
}
