package org.penumbra.compiler.lower;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/** The functions of the language that work element by element, by name. */
final class Functions {

    private static final Map<String, UnaryOperator<Expr>> UNARY = Map.ofEntries(
            op("abs", Op.ABS), op("sign", Op.SIGN), op("floor", Op.FLOOR), op("ceil", Op.CEIL), op("round", Op.ROUND),
            op("square", Op.SQUARE), op("sqrt", Op.SQRT), op("exp", Op.EXP), op("expm1", Op.EXPM1), op("log", Op.LOG),
            op("log1p", Op.LOG1P), op("expit", Op.EXPIT), op("invLogit", Op.EXPIT), op("sigmoid", Op.EXPIT),
            op("softplus", Op.SOFTPLUS), op("log1pExp", Op.SOFTPLUS), op("sin", Op.SIN), op("cos", Op.COS),
            op("tan", Op.TAN), op("asin", Op.ASIN), op("acos", Op.ACOS), op("atan", Op.ATAN), op("sinh", Op.SINH),
            op("cosh", Op.COSH), op("tanh", Op.TANH), op("asinh", Op.ASINH), op("acosh", Op.ACOSH),
            op("atanh", Op.ATANH), op("cbrt", Op.CBRT), op("log1mExp", Op.LOG1M_EXP), op("gamma", Op.GAMMA),
            op("invPhi", Op.NORMAL_QUANTILE), op("erf", Op.ERF), op("erfc", Op.ERFC),
            op("Phi", Op.NORMAL_CDF), op("logPhi", Op.LOG_NORMAL_CDF), op("lgamma", Op.LOG_GAMMA),
            op("logGamma", Op.LOG_GAMMA), op("digamma", Op.DIGAMMA), op("trigamma", Op.TRIGAMMA),
            Map.entry("log10", x -> x.log().over(StrictMath.log(10))),
            Map.entry("log2", x -> x.log().over(StrictMath.log(2))),
            Map.entry("inv", x -> Expr.of(1).over(x)),
            Map.entry("logit", x -> x.log().minus(x.negate().log1p())),
            Map.entry("logExpit", x -> x.negate().softplus().negate()),
            Map.entry("logSigmoid", x -> x.negate().softplus().negate()),
            Map.entry("cloglog", x -> x.negate().log1p().negate().log()),
            Map.entry("invCloglog", x -> x.exp().negate().expm1().negate()),
            Map.entry("relu", x -> Apply.of(Op.MAX, x, Expr.of(0))),
            Map.entry("step", x -> Expr.of(0).lessOrEqual(x)),
            Map.entry("cube", x -> x.times(x.square())),
            Map.entry("isNaN", x -> Apply.of(Op.NE, x, x)));

    private static final Map<String, BinaryOperator<Expr>> BINARY = Map.of(
            "pow", Expr::power,
            "fmod", (a, b) -> Apply.of(Op.REM, a, b),
            "atan2", (y, x) -> Apply.of(Op.ATAN2, y, x),
            "hypot", (a, b) -> Apply.of(Op.HYPOT, a, b),
            "logAddExp", (a, b) -> Apply.of(Op.LOG_ADD_EXP, a, b),
            "logDiffExp", (a, b) -> a.plus(Apply.of(Op.LOG1M_EXP, b.minus(a))),
            "beta", (a, b) -> a.logBeta(b).exp(),
            "lbeta", Expr::logBeta,
            "choose", (n, k) -> Apply.of(Op.CHOOSE, n, k),
            "lchoose", (n, k) -> n.plus(1).logGamma().minus(k.plus(1).logGamma())
                    .minus(n.minus(k).plus(1).logGamma()));

    private Functions() {
    }

    private static Map.Entry<String, UnaryOperator<Expr>> op(String name, Op op) {
        return Map.entry(name, x -> Apply.of(op, x));
    }

    static UnaryOperator<Expr> unary(String name) {
        return UNARY.get(name);
    }

    static BinaryOperator<Expr> binary(String name) {
        return BINARY.get(name);
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>(UNARY.keySet());
        names.addAll(BINARY.keySet());
        return names;
    }
}
