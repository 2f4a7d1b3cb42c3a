package org.penumbra.multivariate;

import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/** What distributions of counts in categories share. */
abstract class Counts implements MultivariateDistribution {

    static Expr logFactorial(Expr n) {
        return n.plus(1).logGamma();
    }

    /** x times a log probability; 0 where x is, also at probability 0. */
    static Expr weighted(Expr x, Expr logProbability) {
        return Expr.select(x.equalTo(Expr.of(0)), Expr.of(0), x.times(logProbability));
    }

    /** The mass where the counts sum to the number of trials and none is negative. */
    static Expr within(ArrayExpr x, Expr trials, Expr mass) {
        Expr negative = x.sum(count -> count.lessThan(Expr.of(0)));
        return Expr.within(x.sum().equalTo(trials).and(negative.equalTo(Expr.of(0))), mass);
    }

    /** log n! / prod x! */
    static Expr logChoices(ArrayExpr x, Expr trials) {
        return logFactorial(trials).minus(x.sum(Counts::logFactorial));
    }
}
