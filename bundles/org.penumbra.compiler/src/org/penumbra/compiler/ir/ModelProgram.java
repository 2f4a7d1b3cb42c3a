package org.penumbra.compiler.ir;

import java.util.List;
import java.util.Map;
import org.penumbra.compiler.RowSource;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/**
 * A model bound to its data: sizes and shapes are numbers now. This is what the optimiser, the differentiator and the
 * slow evaluator read.
 *
 * @param latents in the order of the text: a site's prior refers to earlier ones only
 * @param recurrences in the order of the text
 * @param reported deterministic sites
 * @param terms whose sum is the log density on the free coordinates, Jacobians included
 * @param data numbers of the data arrays
 * @param summation what was summed out of the joint density to get the terms
 * @param plates loops whose iterations are rows of a plate
 * @param streams where data are read from, row by row, that are not in memory
 */
public record ModelProgram(List<LatentSite> latents, List<Recurrence> recurrences, List<ReportedValue> reported,
        List<Term> terms, Map<Array, double[]> data, Summation summation, List<PlateLoop> plates,
        Map<Array, RowSource> streams) {

    public ModelProgram {
        latents = List.copyOf(latents);
        recurrences = List.copyOf(recurrences);
        reported = List.copyOf(reported);
        terms = List.copyOf(terms);
        plates = List.copyOf(plates);
        streams = Map.copyOf(streams);
    }

    /** A program that tells nothing of plates. */
    public ModelProgram(List<LatentSite> latents, List<Recurrence> recurrences, List<ReportedValue> reported,
            List<Term> terms, Map<Array, double[]> data, Summation summation) {
        this(latents, recurrences, reported, terms, data, summation, List.of(), Map.of());
    }

    /** The same with other terms of the density. */
    public ModelProgram withTerms(List<Term> others) {
        return new ModelProgram(latents, recurrences, reported, others, data, summation, plates, streams);
    }

    /** A program without discrete sites. */
    public ModelProgram(List<LatentSite> latents, List<Recurrence> recurrences, List<ReportedValue> reported,
            List<Term> terms, Map<Array, double[]> data) {
        this(latents, recurrences, reported, terms, data, Summation.NONE);
    }

    /** The log density. */
    public Expr logDensity() {
        return balanced(terms.stream().map(Term::total).toList());
    }

    /** A sum as a balanced tree, so that long models do not become deep expressions. */
    private static Expr balanced(List<Expr> parts) {
        if (parts.isEmpty()) {
            return Expr.of(0);
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        int half = parts.size() / 2;
        return balanced(parts.subList(0, half)).plus(balanced(parts.subList(half, parts.size())));
    }
}
