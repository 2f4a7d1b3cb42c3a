package org.penumbra.compiler.ir;

import java.util.List;
import java.util.Optional;
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
 * @param block when it is a vector or matrix that is drawn; {@code bijector} and {@code parameters} say nothing then
 */
public record Draw(String site, Location location, List<Loop> loops, Element target, Bijector bijector,
        String distribution, Signature signature, List<Expr> parameters, Optional<BlockDraw> block) {

    /** The draw of a number. */
    public Draw(String site, Location location, List<Loop> loops, Element target, Bijector bijector,
            String distribution, Signature signature, List<Expr> parameters) {
        this(site, location, loops, target, bijector, distribution, signature, parameters, Optional.empty());
    }

    /** The draw of a vector or matrix. */
    public Draw(String site, Location location, String distribution, Signature signature, BlockDraw block) {
        this(site, location, block.loops(), new Element(block.target(), block.start()), Bijector.IDENTITY,
                distribution, signature, List.of(), Optional.of(block));
    }

    public Draw {
        loops = List.copyOf(loops);
        parameters = List.copyOf(parameters);
    }

    /** The draw of a latent site. */
    public static Draw of(LatentSite site, String distribution) {
        return new Draw(site.name(), site.location(), site.drawLoops(), site.free(), site.bijector(), distribution,
                site.signature(), site.parameters(), site.block());
    }
}
