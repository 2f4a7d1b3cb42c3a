package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.core.Location;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * A latent site: how each of its elements follows from free coordinates, and how to draw it from its prior.
 *
 * @param name as in the text
 * @param shape extents, plates first
 * @param support for people
 * @param loops that run over its elements, one for each axis in order
 * @param free the free coordinate of the element that the loops are at
 * @param value the element on its own scale
 * @param bijector from {@code base} coordinates; for a non-centred site the identity
 * @param signature its distribution
 * @param parameters of the distribution that is drawn for the free coordinate: a non-centred site draws the standard
 * one
 * @param location where it is declared, or null
 */
public record LatentSite(String name, List<Integer> shape, String support, List<Loop> loops, Element free, Expr value,
        Bijector bijector, Signature signature, List<Expr> parameters, Location location) {

    public LatentSite {
        shape = List.copyOf(shape);
        loops = List.copyOf(loops);
        parameters = List.copyOf(parameters);
    }

    public Array array() {
        return free.array();
    }
}
