package org.penumbra.compiler.ir;

import java.util.List;
import java.util.Optional;
import org.penumbra.core.Location;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * A latent site: how each of its elements follows from free coordinates, and how to draw it from its prior. Or a
 * parameter, which is no random variable: it has coordinates like a site but no term in the density and no
 * log-Jacobian, and what its signature draws is its starting value.
 *
 * @param name as in the text
 * @param shape extents, plates first
 * @param support for people
 * @param loops that run over its elements, one for each axis in order
 * @param free the free coordinate of the element that the loops are at; for a block, its first one
 * @param value the element on its own scale
 * @param bijector from {@code base} coordinates; for a non-centred site the identity
 * @param signature its distribution
 * @param parameters of the distribution that is drawn for the free coordinate: a non-centred site draws the standard
 * one
 * @param location where it is declared, or null
 * @param labels what stands behind the name of each element, such as {@code [3]}; empty when the shape tells
 * @param block how it is drawn when that is not element by element; {@code bijector} and {@code parameters} say nothing
 *        then
 * @param role a random variable or a parameter
 */
public record LatentSite(String name, List<Integer> shape, String support, List<Loop> loops, Element free, Expr value,
        Bijector bijector, Signature signature, List<Expr> parameters, Location location, List<String> labels,
        Optional<BlockDraw> block, Role role) {

    /** What the elements are. */
    public enum Role {
        /** Drawn from a distribution, whose density is a term of the program. */
        VARIABLE,
        /** Estimated as a point: the program has no term for it, and its draws are starting values. */
        PARAMETER
    }

    /** A site that is drawn element by element, and whose elements are named by their subscripts. */
    public LatentSite(String name, List<Integer> shape, String support, List<Loop> loops, Element free, Expr value,
            Bijector bijector, Signature signature, List<Expr> parameters, Location location) {
        this(name, shape, support, loops, free, value, bijector, signature, parameters, location, List.of());
    }

    /** A site that is drawn element by element. */
    public LatentSite(String name, List<Integer> shape, String support, List<Loop> loops, Element free, Expr value,
            Bijector bijector, Signature signature, List<Expr> parameters, Location location, List<String> labels) {
        this(name, shape, support, loops, free, value, bijector, signature, parameters, location, labels,
                Optional.empty(), Role.VARIABLE);
    }

    /** A site that is drawn in blocks. */
    public LatentSite(String name, List<Integer> shape, String support, List<Loop> loops, Expr value,
            Signature signature, BlockDraw block, Location location) {
        this(name, shape, support, loops, new Element(block.target(), block.start()), value, Bijector.IDENTITY,
                signature, List.of(), location, List.of(), Optional.of(block), Role.VARIABLE);
    }

    public LatentSite {
        labels = List.copyOf(labels);
        shape = List.copyOf(shape);
        loops = List.copyOf(loops);
        parameters = List.copyOf(parameters);
    }

    /** The same with names of its own for its elements. */
    public LatentSite labelled(List<String> names) {
        return new LatentSite(name, shape, support, loops, free, value, bijector, signature, parameters, location,
                names);
    }

    /** The same as a parameter, whose signature draws starting values. */
    public LatentSite asParameter() {
        return new LatentSite(name, shape, support, loops, free, value, bijector, signature, parameters, location,
                labels, block, Role.PARAMETER);
    }

    public boolean isParameter() {
        return role == Role.PARAMETER;
    }

    public Array array() {
        return free.array();
    }

    /** The loops in which it is drawn. */
    public List<Loop> drawLoops() {
        return block.map(BlockDraw::loops).orElse(loops);
    }

    /** Position of the element that the loops are at among those of the site, row-major. */
    public Expr position() {
        return block.map(BlockDraw::position).orElse(free.offset());
    }
}
