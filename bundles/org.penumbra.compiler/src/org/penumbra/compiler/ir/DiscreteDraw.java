package org.penumbra.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * How to draw a discrete site, and when.
 *
 * @param draw its target is an element of the site
 * @param latentsBefore how many of the model's continuous sites are drawn before it
 */
public record DiscreteDraw(Draw draw, int latentsBefore) {

    /** The statement as a site whose one coordinate is its value. */
    LatentSite asSite() {
        return new LatentSite(draw.site(), draw.target().array().shape(), draw.signature().support().toString(),
                draw.loops(), draw.target(), draw.target(), Bijector.IDENTITY, draw.signature(), draw.parameters(),
                draw.location());
    }

    /** All sites of a model in the order in which they are drawn. */
    static List<LatentSite> among(List<LatentSite> latents, List<DiscreteDraw> draws) {
        List<LatentSite> all = new ArrayList<>();
        int next = 0;
        for (DiscreteDraw draw : draws) {
            for (; next < draw.latentsBefore(); next++) {
                all.add(latents.get(next));
            }
            all.add(draw.asSite());
        }
        all.addAll(latents.subList(next, latents.size()));
        return all;
    }
}
