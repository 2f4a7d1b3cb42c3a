package org.penumbra.compiler.ir;

import java.util.List;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** What a parameter is "drawn" from when its starting value is known: the one parameter of this, always. */
public final class Starting implements Distribution {

    /** How a parameter with a starting value is drawn. */
    public static final Signature AT = new Signature(
            List.of(new Signature.Parameter("start", Support.REAL, "Where the parameter starts.", null)), Support.REAL,
            false, "", "", Starting::new);

    /** A parameter has no density: the log density is a function of it. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        throw new IllegalStateException("a parameter has no density");
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return parameters[0];
    }

    @Override
    public double mean(double[] parameters) {
        return parameters[0];
    }

    @Override
    public double variance(double[] parameters) {
        return 0;
    }
}
