package org.penumbra.objectives;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.divergences.Divergence;
import org.penumbra.inference.divergences.Divergences;
import org.penumbra.inference.divergences.PriorFactors;
import org.penumbra.inference.normal.MeanFieldNormal;

/**
 * Puts the expectation of known factors of the prior in the place of their values at a draw. The guide is a mean field:
 * the coordinate of a factor is independent of those that its parameters depend on, so the expectation over it may be
 * taken first.
 */
final class KnownPrior {

    /** A factor with its closed form. */
    private record Term(PriorFactors.Factor factor, Divergence divergence) {
    }

    private final MeanFieldNormal guide;
    private final PriorFactors factors;
    private final List<Term> terms;
    private final double[] parameters;
    private final double[] byParameters;
    /** Derivatives of one factor: location, scale, parameters. */
    private final double[] expected;
    private final double[] atDraw;

    private KnownPrior(MeanFieldNormal guide, PriorFactors factors, List<Term> terms) {
        this.guide = guide;
        this.factors = factors;
        this.terms = terms;
        this.parameters = new double[factors.parameterCount()];
        this.byParameters = new double[parameters.length];
        int most = terms.stream().mapToInt(term -> term.factor().parameters()).max().orElse(0);
        this.expected = new double[2 + most];
        this.atDraw = new double[2 + most];
    }

    static KnownPrior of(MeanFieldNormal guide, PriorFactors factors, Divergences divergences) {
        List<Term> terms = new ArrayList<>();
        for (PriorFactors.Factor factor : factors.factors()) {
            divergences.find("Normal", factor.distribution(), factor.coordinates())
                    .ifPresent(divergence -> terms.add(new Term(factor, divergence)));
        }
        return new KnownPrior(guide, factors, List.copyOf(terms));
    }

    /** Number of factors with a closed form. */
    int size() {
        return terms.size();
    }

    /**
     * What the log density changes by when factors give way to their expectations.
     *
     * @param x the draw
     * @param slope of the log density at x; corrected, as to what goes through the draw
     * @param weight of the draw
     * @param gradient by the parameters of the guide; what does not go through the draw is added
     */
    double correct(double[] x, double[] slope, double weight, double[] gradient) {
        factors.parameters(x, parameters);
        Arrays.fill(byParameters, 0);
        double change = 0;
        for (int i = 0; i < terms.size(); i++) {
            change += correct(terms.get(i), x, slope, weight, gradient);
        }
        factors.pullBack(x, byParameters, slope);
        return change;
    }

    private double correct(Term term, double[] x, double[] slope, double weight, double[] gradient) {
        PriorFactors.Factor factor = term.factor();
        int coordinate = factor.coordinate();
        double[] own = guide.parameters();
        double scale = StrictMath.exp(own[guide.dimension() + coordinate]);
        double mean = term.divergence().expectedLogDensity(own[coordinate], scale, parameters, factor.first(),
                expected);
        double value = term.divergence().expectedLogDensity(x[coordinate], 0, parameters, factor.first(), atDraw);
        for (int p = 0; p < factor.parameters(); p++) {
            byParameters[factor.first() + p] = expected[2 + p] - atDraw[2 + p];
        }
        slope[coordinate] -= atDraw[0];
        gradient[coordinate] += weight * expected[0];
        gradient[guide.dimension() + coordinate] += weight * expected[1] * scale;
        return mean - value;
    }
}
