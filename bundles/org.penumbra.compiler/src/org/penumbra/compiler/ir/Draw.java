package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.core.Location;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * A sample statement as an instruction to draw: of a latent site or of data.
 *
 * @param site as in the text
 * @param location where it stands, or null
 * @param loops around it, outermost first
 * @param target where the draw goes: a free coordinate, or an element of data
 * @param bijector from the free coordinate to what is drawn; the identity for data
 * @param distribution name of it
 * @param signature of the distribution
 * @param parameters in its order
 */
public record Draw(String site, Location location, List<Loop> loops, Element target, Bijector bijector,
        String distribution, Signature signature, List<Expr> parameters) {

    public Draw {
        loops = List.copyOf(loops);
        parameters = List.copyOf(parameters);
    }

    /** The draw of a latent site. */
    public static Draw of(LatentSite site, String distribution) {
        return new Draw(site.name(), site.location(), site.loops(), site.free(), site.bijector(), distribution,
                site.signature(), site.parameters());
    }
}
