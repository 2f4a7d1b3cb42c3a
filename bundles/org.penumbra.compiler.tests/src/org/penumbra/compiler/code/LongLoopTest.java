package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** Loops that are long enough to run in chunks and to be added up in lanes. */
class LongLoopTest {

    private final Check check = new Check();
    private final Array a = check.free("a", 7);
    private final Array s = check.free("s", 1);
    private final double[] point = {0.3, -0.2, 0.8, 0.4, -1.1, 0.05, 0.6, 0.1};

    private static double[] numbers(int count) {
        Random random = new Random(count);
        return random.doubles(count, -1.5, 1.5).toArray();
    }

    private static Loop to(int count) {
        return new Loop(new Index("i", count), Expr.of(1), Expr.of(count));
    }

    private static Expr at(Array array, Expr subscript) {
        return new Element(array, subscript.minus(1));
    }

    private Array groups(int count) {
        return check.data("group", new Random(1).ints(count, 1, 8).asDoubleStream().toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 23, 255, 256, 257, 1000})
    void addsUpEverythingWhateverTheLength(int count) {
        Loop i = to(count);
        Array y = check.data("y", numbers(count));
        Expr mean = at(a, at(groups(count), i.index()));
        Expr z = at(y, i.index()).minus(mean).over(new Element(s, Expr.of(0)).exp());
        check.all(new Sum(i, z.square().times(-0.5).minus(z.softplus()).plus(i.index().times(1e-3))), point, 1e-8);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 61, 256, 300, 515})
    void theOrderOfAdditionsIsThatOfEightLanes(int count) {
        Array y = check.data("y", numbers(count));
        Loop i = to(count);
        Expr sum = new Sum(i, at(y, i.index()).times(new Element(s, Expr.of(0))));
        double[] lanes = new double[8];
        double[] values = numbers(count);
        for (int k = 0; k < count; k++) {
            lanes[k % 8] += values[k] * 0.7;
        }
        double expected = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
                + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
        double actual = Program.of(sum, List.of(), Map.of(y, values), Map.of(s, 0), new Facts()).compile()
                .newInstance().run(new double[] {0.7}, null);
        assertEquals(expected, actual, 0.0);
    }

    @Test
    void aLongLoopInsideOfAnotherRunsAgainForEachOfItsIterations() {
        Loop outer = new Loop(new Index("j", 1), Expr.of(1), Expr.of(7));
        Loop i = to(130);
        Array y = check.data("y", numbers(130));
        Expr inner = new Sum(i, at(y, i.index()).times(at(a, outer.index())).expit());
        check.all(new Sum(outer, inner.log().times(at(a, outer.index()))), point, 1e-8);
    }

    @Test
    void oneLongLoopMayNeedTheSumOfAnother() {
        int count = 100;
        Loop i = to(count);
        Array group = groups(count);
        Array y = check.data("y", numbers(count));
        Expr total = new Sum(i, at(a, at(group, i.index())).exp());
        check.all(new Sum(i, at(a, at(group, i.index())).minus(total.log()).times(at(y, i.index())).expit()), point,
                1e-8);
    }

    @Test
    void programsOfManyLongLoopsAreCut() {
        Array y = check.data("y", numbers(40));
        Expr large = Expr.of(0);
        for (int k = 0; k < 120; k++) {
            Loop i = new Loop(new Index("i", 100 + k), Expr.of(1), Expr.of(40));
            Expr scaled = at(a, Expr.of(k % 7 + 1)).times(0.1 + 0.01 * k);
            large = large.plus(new Sum(i, at(y, i.index()).times(scaled).expit()).times(scaled.exp()));
        }
        check.all(large, point, 1e-7);
    }
}
