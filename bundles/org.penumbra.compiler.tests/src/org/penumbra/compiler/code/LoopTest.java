package org.penumbra.compiler.code;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/** Loops: fusing, hoisting, gathers, nesting, dependence between passes, and cutting of large programs. */
class LoopTest {

    private final Check check = new Check();
    private final Loop i = new Loop(new Index("i", 0), Expr.of(1), Expr.of(5));
    private final Loop j = new Loop(new Index("j", 1), Expr.of(1), Expr.of(3));
    private final Array y = check.data("y", 1.5, -0.5, 0.25, 2, 3);
    private final Array group = check.data("group", 1, 3, 2, 3, 1);
    private final Array a = check.free("a", 3);
    private final Array s = check.free("s", 1);
    private final double[] point = {0.3, -0.2, 0.8, 0.4};

    private static Expr at(Array array, Expr subscript) {
        return new Element(array, subscript.minus(1));
    }

    private Expr sigma() {
        return new Element(s, Expr.of(0)).exp();
    }

    @Test
    void gatheredMeansScatterTheirGradient() {
        Expr mean = at(a, at(group, i.index()));
        Expr z = at(y, i.index()).minus(mean).over(sigma());
        Expr body = z.square().times(-0.5).minus(sigma().log());
        check.all(new Sum(i, body).plus(sigma().log()), point, 1e-8);
    }

    @Test
    void twoSumsOverOneLoopMayDependOnEachOther() {
        Expr total = new Sum(i, at(a, at(group, i.index())).exp());
        Expr weights = new Sum(i, at(a, at(group, i.index())).minus(total.log()).times(at(y, i.index())));
        check.all(weights, point, 1e-8);
    }

    @Test
    void innerLoopsSeeOuterOnes() {
        Expr inner = new Sum(i, at(y, i.index()).times(at(a, j.index())).expit());
        check.all(new Sum(j, inner.log().times(at(a, j.index())).minus(sigma())), point, 1e-8);
    }

    @Test
    void rangesMayDependOnOuterIndices() {
        Loop ragged = new Loop(new Index("k", 2), Expr.of(1), j.index());
        Expr inner = new Sum(ragged, at(y, ragged.index()).times(at(a, ragged.index())).exp());
        check.all(new Sum(j, inner.times(sigma())), point, 1e-8);
    }

    @Test
    void anEmptyRangeAddsNothing() {
        Loop empty = new Loop(new Index("k", 3), Expr.of(4), Expr.of(3));
        check.all(new Sum(empty, at(a, Expr.of(1))).plus(sigma()), point, 1e-8);
    }

    @Test
    void aSumOfItsIndexIsKnownAtBinding() {
        check.all(new Sum(i, i.index()).times(sigma()), point, 1e-8);
    }

    @Test
    void programsTooLargeForOneMethodAreCut() {
        Expr large = Expr.of(0);
        for (int k = 0; k < 900; k++) {
            Expr inner = at(a, Expr.of(k % 3 + 1)).times(0.01 * k).plus(sigma().times(0.01 * (k + 1)));
            large = large.plus(Apply.of(Op.SIN, inner));
        }
        check.all(large, point, 1e-6);
    }

    @Test
    void loopBodiesTooLargeForOneMethodAreCut() {
        Expr body = Expr.of(0);
        for (int k = 0; k < 600; k++) {
            Expr index = at(a, at(group, i.index()));
            body = body.plus(Apply.of(Op.COS, index.times(0.003 * k).plus(at(y, i.index()).times(sigma()))));
        }
        Expr nested = new Sum(j, at(a, j.index()).times(new Sum(i, body)));
        check.all(nested, point, 1e-6);
    }

    /** 300 random programs of nested sums; seed fixed, so a failure repeats. */
    @Test
    void randomProgramsAgreeWithTheEvaluator() {
        for (int seed = 0; seed < 300; seed++) {
            RandomExpression random = new RandomExpression(new Random(seed), List.of(i, j), y, group, a, s);
            check.all(random.program(), point, 1e-5);
        }
    }

    /** Grows expressions that are smooth and of moderate size everywhere near the point. */
    private record RandomExpression(Random random, List<Loop> loops, Array y, Array group, Array a, Array s) {

        Expr program() {
            Expr total = grow(4, List.of());
            for (int k = 0; k < 3; k++) {
                total = total.plus(sum(3, List.of()));
            }
            return total;
        }

        private Expr sum(int depth, List<Loop> around) {
            Loop loop = loops.get(around.size());
            List<Loop> inside = around.isEmpty() ? List.of(loop) : List.of(around.getFirst(), loop);
            Expr body = grow(depth, inside);
            if (inside.size() < loops.size() && random.nextBoolean()) {
                body = body.plus(sum(depth - 1, inside).times(grow(1, inside)));
            }
            return new Sum(loop, body);
        }

        private Expr grow(int depth, List<Loop> around) {
            if (depth <= 0) {
                return leaf(around);
            }
            Expr x = grow(depth - 1, around);
            return switch (random.nextInt(9)) {
                case 0 -> x.plus(grow(depth - 1, around));
                case 1 -> x.times(grow(depth - 2, around));
                case 2 -> x.over(grow(depth - 2, around).square().plus(1));
                case 3 -> x.expit();
                case 4 -> x.minus(grow(depth - 1, around)).square().times(0.1);
                case 5 -> Apply.of(Op.TANH, x);
                case 6 -> x.softplus().negate();
                case 7 -> Apply.of(Op.SIN, x);
                default -> x.negate().plus(leaf(around));
            };
        }

        private Expr leaf(List<Loop> around) {
            if (around.isEmpty() || random.nextInt(3) == 0) {
                return random.nextBoolean() ? new Element(a, Expr.of(random.nextInt(3)))
                        : random.nextBoolean() ? new Element(s, Expr.of(0)) : Expr.of(random.nextInt(5) - 2);
            }
            Expr index = around.get(random.nextInt(around.size())).index();
            boolean five = index.equals(loops.getFirst().index());
            return switch (random.nextInt(4)) {
                case 0 -> at(y, index);
                case 1 -> index.times(0.2);
                case 2 -> at(a, five ? at(group, index) : index);
                default -> at(y, index).times(at(a, at(group, index)));
            };
        }
    }
}
