package org.penumbra.compiler.code;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/** Every operator: compiled against evaluated, its derivative rule against finite differences. */
class OperatorTest {

    private static final Set<Op> OF_POSITIVE = Set.of(Op.LOG, Op.SQRT, Op.LOG_GAMMA, Op.DIGAMMA, Op.POW, Op.LOG1P,
            Op.TRIGAMMA, Op.GAMMA);
    private static final Set<Op> OF_TWO_POSITIVES = Set.of(Op.LOG_BETA, Op.LOG_GAMMA_P, Op.LOG_GAMMA_Q);
    private static final Set<Op> OF_NUMBERS_OF_CHOICES = Set.of(Op.CHOOSE);
    private static final Set<Op> OF_NEGATIVE = Set.of(Op.LOG1M_EXP);
    private static final Set<Op> ABOVE_ONE = Set.of(Op.ACOSH);
    private static final Set<Op> OF_FRACTION = Set.of(Op.NORMAL_QUANTILE);
    private static final Set<Op> OF_UNIT = Set.of(Op.ASIN, Op.ACOS, Op.ATANH);
    /** Derivatives that are never differentiated again. */
    private static final Set<Op> LAST = Set.of(Op.TETRAGAMMA, Op.LOG_GAMMA_P_BY_SHAPE, Op.LOG_GAMMA_Q_BY_SHAPE,
            Op.LOG_STUDENT_CDF_BY_DF, Op.LOG_BETA_CDF_BY_A, Op.LOG_BETA_CDF_BY_B);

    /** Operators that have a derivative wherever they are smooth; detach is there to have none. */
    static Stream<Op> differentiable() {
        return Stream.of(Op.values()).filter(op -> op.arity() < 3 && !LAST.contains(op) && op != Op.DETACH);
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void valueAndDerivativeAgreeWithEvaluatorAndDifferences(Op op) {
        Check check = new Check();
        Array x = check.free("x", 2);
        Expr a = new Element(x, Expr.of(0));
        Expr b = new Element(x, Expr.of(1));
        Expr expression = op.arity() == 1 ? Apply.of(op, a) : Apply.of(op, a, b);
        Expr used = expression.times(1.7).plus(b.square());
        for (double[] point : points(op)) {
            check.all(used, point, 1e-6);
        }
    }

    private static List<double[]> points(Op op) {
        if (OF_POSITIVE.contains(op)) {
            return List.of(new double[] {0.3, 1.7}, new double[] {2.6, -0.8}, new double[] {11.2, 2.2});
        }
        if (OF_TWO_POSITIVES.contains(op)) {
            return List.of(new double[] {0.3, 1.7}, new double[] {2.6, 0.8}, new double[] {11.2, 25});
        }
        if (op == Op.LOG_STUDENT_CDF) {
            return List.of(new double[] {0.31, 1.7}, new double[] {-2.6, 0.8}, new double[] {-0.01, 25});
        }
        if (OF_NUMBERS_OF_CHOICES.contains(op)) {
            return List.of(new double[] {5.3, 1.7}, new double[] {2.6, 0.8}, new double[] {200.5, 40.25});
        }
        if (OF_NEGATIVE.contains(op)) {
            return List.of(new double[] {-0.3, 1.7}, new double[] {-2.6, -0.8}, new double[] {-11.2, 2.2});
        }
        if (ABOVE_ONE.contains(op)) {
            return List.of(new double[] {1.3, 1.7}, new double[] {2.6, -0.8});
        }
        if (OF_FRACTION.contains(op)) {
            return List.of(new double[] {0.31, 1}, new double[] {0.83, 2});
        }
        if (OF_UNIT.contains(op)) {
            return List.of(new double[] {0.31, 1}, new double[] {-0.83, 2});
        }
        return List.of(new double[] {0.31, 1.7}, new double[] {-1.37, 0.6}, new double[] {2.45, -1.2});
    }

    @Test
    void theIncompleteBetaFunctionHasThreeDerivatives() {
        Check check = new Check();
        Array x = check.free("x", 3);
        Expr value = Apply.of(Op.LOG_BETA_CDF, new Element(x, Expr.of(0)), new Element(x, Expr.of(1)),
                new Element(x, Expr.of(2)));
        for (double[] point : new double[][] {{0.3, 2.4, 1.2}, {-3, 0.4, 12}, {4, 3.5, 0.7}}) {
            check.all(value.times(1.7), point, 1e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void specialPointsAgreeWithTheEvaluator(Op op) {
        double[] specials = {0, -0.0, 1, -1, 0.5, 1e300, -1e300, 1e-300, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY, 700, -700};
        Check check = new Check();
        Array x = check.free("x", 3);
        Expr[] arguments = new Expr[op.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = new Element(x, Expr.of(i));
        }
        Expr expression = Apply.of(op, arguments);
        Compiled compiled = Program.of(expression, List.of(), java.util.Map.of(), java.util.Map.of(x, 0),
                new org.penumbra.compiler.optimize.Facts()).compile().newInstance();
        for (double first : specials) {
            for (double second : specials) {
                double[] point = {first, second, 3};
                org.junit.jupiter.api.Assertions.assertEquals(check.evaluate(expression, point),
                        compiled.run(point, null), 0.0, () -> expression + " at " + first + ", " + second);
            }
        }
    }

    @Test
    void aChoiceKeepsTheOtherBranchOutOfTheGradient() {
        Check check = new Check();
        Array x = check.free("x", 1);
        Expr a = new Element(x, Expr.of(0));
        Expr guarded = Expr.select(Expr.of(0).lessThan(a), a.log().times(a), a.square());
        check.all(guarded, new double[] {0.7}, 1e-7);
        check.all(guarded, new double[] {-0.7}, 1e-7);
        double[] gradient = new double[1];
        check.compile(guarded).newInstance().run(new double[] {0}, gradient);
        org.junit.jupiter.api.Assertions.assertEquals(0, gradient[0], "log(0) is not taken, so it must not give NaN");
    }
}
