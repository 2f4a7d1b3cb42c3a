package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.compiler.Vectors;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** Loops in pieces: what several of them write to, who runs them, and that nothing is allocated. */
class SplitTest {

    private static final int ROWS = 60_000;
    private static final int COLUMNS = 3;
    private static final int INNER = 70;

    /** What the rows of a loop do with free coordinates. */
    enum Pattern {
        /** All read the same one. */
        SCALAR {
            @Override
            Expr row(SplitTest test) {
                return test.at(test.y, test.i.index()).times(test.at(test.few, Expr.of(2)));
            }
        },
        /** Each its own. */
        OWN {
            @Override
            Expr row(SplitTest test) {
                return test.at(test.y, test.i.index()).times(test.at(test.many, test.i.index()));
            }
        },
        /** Pieces share the elements at their ends; so much work that buffers as long as the rows do not matter. */
        NEIGHBOURS {
            @Override
            Expr row(SplitTest test) {
                Expr next = test.at(test.many, test.i.index().plus(1));
                return test.at(test.many, test.i.index()).minus(next).square().plus(1).logGamma();
            }
        },
        /** All pieces add to the same ones. */
        SCATTERED {
            @Override
            Expr row(SplitTest test) {
                return test.at(test.few, test.at(test.group, test.i.index())).times(test.at(test.y, test.i.index()));
            }
        },
        /** A matrix of data times coordinates. */
        REGRESSION {
            @Override
            Expr row(SplitTest test) {
                Loop d = new Loop(new Index("d", 99), Expr.of(1), Expr.of(COLUMNS));
                Expr x = new Element(test.matrix, test.i.index().minus(1).times(COLUMNS).plus(d.index().minus(1)));
                return new Sum(d, x.times(test.at(test.few, d.index())));
            }
        },
        /** A short loop in each row, which no products are made of. */
        SHORT_INSIDE {
            @Override
            Expr row(SplitTest test) {
                Loop d = new Loop(new Index("d", 98), Expr.of(1), Expr.of(COLUMNS));
                return new Sum(d, test.at(test.few, d.index()).times(test.at(test.y, test.i.index())).expit());
            }
        },
        /** A long loop in each row, in lanes of its own, which begins where data say. */
        LONG_INSIDE {
            @Override
            Expr row(SplitTest test) {
                Loop d = new Loop(new Index("d", 97), Expr.of(1), Expr.of(INNER));
                Expr place = test.at(test.group, d.index());
                return new Sum(d, test.at(test.few, place).times(test.at(test.y, test.i.index())).expit());
            }
        };

        abstract Expr row(SplitTest test);

        int rows() {
            return this == LONG_INSIDE ? 1_000 : ROWS;
        }
    }

    private final Check check = new Check();
    private final Array few = check.free("few", 7);
    private final Array many = check.free("many", ROWS + 1);
    private final Array y = check.data("y", new Random(1).doubles(ROWS, -1.5, 1.5).toArray());
    private final Array group = check.data("group", new Random(2).ints(ROWS, 1, 8).asDoubleStream().toArray());
    private final Array matrix = check.data("matrix", new Random(3).doubles(ROWS * COLUMNS, -1, 1).toArray());
    private Loop i;

    private Expr at(Array array, Expr subscript) {
        return new Element(array, subscript.minus(1));
    }

    private CompiledProgram program(Pattern pattern, Vectors vectors) {
        i = new Loop(new Index("i", 1), Expr.of(1), Expr.of(pattern.rows()));
        Expr sum = new Sum(i, pattern.row(this).softplus().plus(at(y, i.index()).exp().plus(1).log1p()));
        CompiledProgram program = check.compile(sum.times(at(few, Expr.of(1))), vectors);
        assertTrue(program.listing().contains("SplitLoops.run"), "is worth several cores");
        return program;
    }

    private double[] point() {
        return new Random(4).doubles(check.dimension(), -1, 1).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void hasTheSameBitsOnAnyNumberOfThreads(Pattern pattern) {
        CompiledProgram program = program(pattern, Vectors.NONE);
        for (int threads : new int[] {1, 2, 3, 7, 40}) {
            try (ThreadWorkers workers = new ThreadWorkers(threads)) {
                requireSameBits(program.newScalar(), program.newInstance(workers));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void vectorCodeHasThemToo(Pattern pattern) {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
        for (int width : new int[] {4, 8}) {
            CompiledProgram program = program(pattern, TestPlatform.on(width));
            try (ThreadWorkers workers = new ThreadWorkers(3)) {
                requireSameBits(program.newScalar(), program.newInstance(workers));
            }
        }
    }

    private void requireSameBits(Compiled one, Compiled other) {
        double[] x = point();
        for (int call = 0; call < 3; call++) {
            double[] expected = new Random(6).doubles(x.length).toArray();
            double[] actual = expected.clone();
            assertEquals(one.run(x, expected), other.run(x, actual), 0.0);
            assertArrayEquals(expected, actual, 0.0);
            x[call] += 0.25;
        }
    }

    @ParameterizedTest
    @EnumSource
    void computesWhatTheWholeLoopWould(Pattern pattern) {
        CompiledProgram program = program(pattern, Vectors.NONE);
        double[] x = point();
        double[] gradient = new double[x.length];
        double value = program.newInstance().run(x, gradient);
        Expr row = pattern.row(this).softplus().plus(at(y, i.index()).exp().plus(1).log1p());
        Check.assertClose(check.evaluate(new Sum(i, row).times(at(few, Expr.of(1))), x), value, 1e-10, "value");
        for (int k : new int[] {0, 1, 2, 6, 7, 8, 1_000, x.length - 2, x.length - 1}) {
            Check.assertClose(slope(program, x, k), gradient[k], 1e-6, "d/dx" + k);
        }
    }

    private static double slope(CompiledProgram program, double[] x, int k) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[k] += 1e-3;
        down[k] -= 1e-3;
        Compiled code = program.newInstance();
        return (code.run(up, new double[x.length]) - code.run(down, new double[x.length])) / (up[k] - down[k]);
    }

    /** Pieces are added in brackets of their own: with sums over 60,000 numbers of all sizes, that shows. */
    @Test
    void theCutsDependOnTheLoopAlone() {
        CompiledProgram program = program(Pattern.SCALAR, Vectors.NONE);
        double[] x = point();
        double first = program.newInstance().run(x, new double[x.length]);
        assertEquals(first, program(Pattern.SCALAR, Vectors.NONE).newInstance().run(x, new double[x.length]), 0.0);
    }

    @ParameterizedTest
    @EnumSource
    void allocatesNothingOnAnyThread(Pattern pattern) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
                "this Java does not count allocations");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] x = point();
        double[] out = new double[x.length];
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            Compiled code = program(pattern, Vectors.NONE).newInstance(workers);
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
                long before = threads.getTotalThreadAllocatedBytes();
                for (int k = 0; k < 10; k++) {
                    code.run(x, out);
                }
                least = Math.min(least, threads.getTotalThreadAllocatedBytes() - before);
            }
            assertEquals(0, least, "bytes in ten runs");
        }
    }

    @Test
    void aPieceThatFailsFailsTheRun() {
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            Compiled code = program(Pattern.OWN, Vectors.NONE).newInstance(workers);
            double[] tooShort = Arrays.copyOf(point(), 100);
            assertThrows(ArrayIndexOutOfBoundsException.class,
                    () -> code.run(tooShort, new double[100]));
            requireSameBits(program(Pattern.OWN, Vectors.NONE).newScalar(), code);
        }
    }
}
