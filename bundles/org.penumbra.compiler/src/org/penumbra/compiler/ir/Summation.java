package org.penumbra.compiler.ir;

import java.util.List;

/**
 * What was summed out of a model, kept for what comes after a fit: the posterior of the discrete sites given the
 * continuous ones, and draws from the prior.
 *
 * @param sites in the order of the text
 * @param factors of the joint density in which their elements occur; empty before they have been summed out
 * @param recurrences of the joint program, which may read elements of the sites; empty before they have been summed out
 * @param draws the sample statements of the sites, in the order of the text
 */
public record Summation(List<DiscreteSite> sites, List<JointFactor> factors, List<Recurrence> recurrences,
        List<DiscreteDraw> draws) {

    /** Nothing is discrete. */
    public static final Summation NONE = new Summation(List.of(), List.of(), List.of(), List.of());

    public Summation {
        sites = List.copyOf(sites);
        factors = List.copyOf(factors);
        recurrences = List.copyOf(recurrences);
        draws = List.copyOf(draws);
    }

    /** The same sites and draws, with what the joint program had. */
    public Summation of(List<JointFactor> reading, List<Recurrence> joint) {
        return new Summation(sites, reading, joint, draws);
    }

    /** All sites of the model, those summed out among them, in the order in which they are drawn from their prior. */
    public List<LatentSite> drawn(List<LatentSite> latents) {
        return DiscreteDraw.among(latents, draws);
    }

    public boolean isEmpty() {
        return sites.isEmpty();
    }
}
