package org.penumbra.compiler.ir;

import java.util.List;

/**
 * What was summed out of a model, kept for what comes after a fit: the posterior of the discrete sites given the
 * continuous ones, and draws from the prior.
 *
 * @param sites in the order of the text
 * @param terms the terms of the joint log density in which their elements occur
 * @param draws every latent site, discrete or not, in the order of the text; empty when nothing is summed out
 */
public record Summation(List<DiscreteSite> sites, List<Term> terms, List<Draw> draws) {

    /** Nothing is discrete. */
    public static final Summation NONE = new Summation(List.of(), List.of(), List.of());

    public Summation {
        sites = List.copyOf(sites);
        terms = List.copyOf(terms);
        draws = List.copyOf(draws);
    }

    /** The same sites and draws, with the terms that are known to read the sites. */
    public Summation of(List<Term> reading) {
        return new Summation(sites, reading, draws);
    }

    public boolean isEmpty() {
        return sites.isEmpty();
    }
}
