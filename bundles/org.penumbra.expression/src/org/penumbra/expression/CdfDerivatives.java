package org.penumbra.expression;

/**
 * The partial derivatives of logarithms of distribution functions: by the variate the density over the distribution
 * function, from their logarithms, as both may be too small for a double; by shapes with operators made for that.
 */
final class CdfDerivatives {

    private static final Expr HALF = Expr.of(0.5);

    private CdfDerivatives() {
    }

    static Expr partial(Apply self, int position) {
        Expr first = self.argument(0);
        Expr second = self.argument(1);
        return switch (self.op()) {
            case LOG_GAMMA_P -> position == 0 ? Apply.of(Op.LOG_GAMMA_P_BY_SHAPE, first, second)
                    : logGamma(first, second).minus(self).exp();
            case LOG_GAMMA_Q -> position == 0 ? Apply.of(Op.LOG_GAMMA_Q_BY_SHAPE, first, second)
                    : logGamma(first, second).minus(self).exp().negate();
            case LOG_STUDENT_CDF -> position == 1 ? Apply.of(Op.LOG_STUDENT_CDF_BY_DF, first, second)
                    : logStudent(first, second).minus(self).exp();
            case LOG_BETA_CDF -> beta(self, position);
            default -> throw new IllegalArgumentException("'" + self.op().symbol() + "' is no distribution function");
        };
    }

    private static Expr logGamma(Expr shape, Expr x) {
        return shape.minus(1).times(x.log()).minus(x).minus(shape.logGamma());
    }

    private static Expr logStudent(Expr t, Expr df) {
        Expr normaliser = df.times(0.5).logBeta(HALF).plus(df.log().times(0.5));
        return df.plus(1).times(-0.5).times(t.square().over(df).log1p()).minus(normaliser);
    }

    /** By the log odds z: x^a (1 - x)^b / B(a, b) over the distribution function. */
    private static Expr beta(Apply self, int position) {
        Expr z = self.argument(0);
        Expr a = self.argument(1);
        Expr b = self.argument(2);
        if (position > 0) {
            return Apply.of(position == 1 ? Op.LOG_BETA_CDF_BY_A : Op.LOG_BETA_CDF_BY_B, z, a, b);
        }
        Expr logDensity = a.times(z.negate().softplus()).plus(b.times(z.softplus())).plus(a.logBeta(b)).negate();
        return logDensity.minus(self).exp();
    }
}
