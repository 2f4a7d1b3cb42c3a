package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** Counts whose probabilities have a Dirichlet distribution (Polya's urn): concentration, totalCount. */
public final class DirichletMultinomial extends Counts {

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        ArrayExpr concentration = parameters.get(0);
        Expr trials = parameters.get(1).at(List.of());
        Expr total = concentration.sum();
        Expr categories = x.zip(concentration, (count, a) -> count.plus(a).logGamma().minus(a.logGamma())).sum();
        return within(x, trials, logChoices(x, trials).plus(total.logGamma()).minus(trials.plus(total).logGamma())
                .plus(categories));
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double[] proportions = new double[out.length];
        Simplices.dirichlet(parameters[0], random, proportions);
        Simplices.counts(parameters[1][0], proportions, random, out);
    }

    @Override
    public void mean(double[][] parameters, double[] out) {
        double[] proportions = Simplices.normalised(parameters[0]);
        Arrays.setAll(out, k -> parameters[1][0] * proportions[k]);
    }

    @Override
    public void covariance(double[][] parameters, double[] out) {
        double total = Arrays.stream(parameters[0]).sum();
        double trials = parameters[1][0];
        Simplices.covariance(Simplices.normalised(parameters[0]), trials * (trials + total) / (1 + total), out);
    }
}
