package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.Vectors;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/** Vector code gives the bits of scalar code, whatever runs in it and at whatever point. */
class VectorTest {

    private static final int COLUMNS = 3;
    private static final int FREE = 600;

    /** What stands in a row. */
    enum Body {
        LINEAR {
            @Override
            Expr of(Rows rows) {
                return rows.y().minus(rows.scalar(0).plus(rows.y().times(rows.scalar(1)))).square();
            }
        },
        ELEMENTARY {
            @Override
            Expr of(Rows rows) {
                Expr x = rows.y().times(rows.scalar(0));
                return x.exp().plus(x.log()).times(x.log1p()).plus(x.expm1()).minus(x.expit().times(x.softplus()))
                        .plus(Apply.of(Op.TANH, x)).plus(x.abs().sqrt());
            }
        },
        CHOICES {
            @Override
            Expr of(Rows rows) {
                Expr x = rows.y().times(rows.scalar(0));
                Expr both = x.lessThan(Expr.of(0.5)).and(rows.scalar(1).lessOrEqual(x));
                Expr other = Apply.of(Op.OR, x.equalTo(rows.y()), Apply.of(Op.NOT, both));
                Expr kinks = Apply.of(Op.MIN, x, rows.scalar(1)).plus(Apply.of(Op.MAX, x, rows.y()));
                return Expr.select(both, x.log(), Expr.select(other, kinks.times(Apply.of(Op.SIGN, x)), x.negate()))
                        .plus(both.times(Apply.of(Op.NE, x, rows.y())));
            }
        },
        GATHERED {
            @Override
            Expr of(Rows rows) {
                Expr mean = rows.at(rows.free, rows.at(rows.group, rows.i.index())).plus(rows.scalar(1));
                return rows.y().minus(mean).over(rows.scalar(0).exp()).square().plus(1).log1p();
            }
        },
        SUCCESSIVE {
            @Override
            Expr of(Rows rows) {
                Expr next = rows.at(rows.free, rows.i.index().plus(1));
                return rows.at(rows.free, rows.i.index()).minus(next).times(rows.scalar(0)).expit();
            }
        },
        PARTLY_SCALAR {
            @Override
            Expr of(Rows rows) {
                Expr x = rows.y().times(rows.scalar(0)).exp();
                return x.plus(0.1).logGamma().times(Apply.of(Op.SIN, x)).plus(x.log1p()).minus(x.plus(1).logGamma());
            }
        },
        POWERS {
            @Override
            Expr of(Rows rows) {
                Expr x = rows.y().exp().power(rows.scalar(0));
                return x.plus(rows.scalar(1)).square().power(rows.y()).plus(rows.y().power(Expr.of(3)));
            }
        },
        BETA {
            @Override
            Expr of(Rows rows) {
                Expr x = rows.y().times(rows.scalar(0)).times(4).exp();
                return x.logBeta(rows.y().exp()).plus(x.logBeta(rows.y().plus(1.6)));
            }
        },
        GAMMA {
            @Override
            Expr of(Rows rows) {
                Expr x = rows.y().times(rows.scalar(0)).times(4).exp();
                Expr sometimesBelow = x.minus(0.01).logGamma();
                return x.logGamma().minus(Apply.of(Op.DIGAMMA, x.plus(1))).plus(Apply.of(Op.COS, sometimesBelow));
            }
        },
        OF_ITS_INDEX {
            @Override
            Expr of(Rows rows) {
                return rows.i.index().times(rows.scalar(0)).minus(rows.scalar(1).over(rows.i.index())).softplus();
            }
        },
        REGRESSION {
            @Override
            Expr of(Rows rows) {
                Loop d = new Loop(new Index("d", 99), Expr.of(1), Expr.of(COLUMNS));
                Expr x = new Element(rows.matrix, rows.i.index().minus(1).times(COLUMNS).plus(d.index().minus(1)));
                return new Sum(d, x.times(rows.at(rows.free, d.index()))).times(rows.y()).softplus();
            }
        };

        abstract Expr of(Rows rows);
    }

    /** A loop with data for it. */
    private static final class Rows {

        private final Check check = new Check();
        private final Loop i;
        private final Array data;
        private final Array group;
        private final Array matrix;
        private final Array free = check.free("free", FREE);
        private final Array scalars = check.free("scalars", 2);

        Rows(int count) {
            Random random = new Random(count);
            i = new Loop(new Index("i", 1), Expr.of(1), Expr.of(count));
            data = check.data("y", random.doubles(count, -1.5, 1.5).toArray());
            group = check.data("group", random.ints(count, 1, 8).asDoubleStream().toArray());
            matrix = check.data("matrix", random.doubles((long) count * COLUMNS, -1, 1).toArray());
        }

        Expr y() {
            return at(data, i.index());
        }

        Expr at(Array array, Expr subscript) {
            return new Element(array, subscript.minus(1));
        }

        Expr scalar(int number) {
            return new Element(scalars, Expr.of(number));
        }

        Expr density(Body body) {
            return new Sum(i, body.of(this)).times(scalar(0));
        }
    }

    static Stream<Arguments> programs() {
        return Stream.of(Body.values()).flatMap(body -> Stream.of(16, 23, 64, 255, 256, 515).flatMap(
                count -> Stream.of(8, 4).map(width -> Arguments.of(body, count, width))));
    }

    private static double[] point(double size) {
        return new Random(5).doubles(FREE + 2, -size, size).toArray();
    }

    private static void requireSameBits(Compiled scalar, Compiled vector, double[] x) {
        double[] expected = new Random(6).doubles(x.length).toArray();
        double[] actual = expected.clone();
        assertEquals(Double.doubleToLongBits(scalar.run(x, expected)), Double.doubleToLongBits(vector.run(x, actual)),
                "the sum");
        assertTrue(Arrays.equals(expected, actual), "the gradient");
    }

    @ParameterizedTest(name = "{0} of {1} rows in registers of {2}")
    @MethodSource("programs")
    void hasTheBitsOfScalarCode(Body body, int count, int width) {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
        Rows rows = new Rows(count);
        CompiledProgram program = rows.check.compile(rows.density(body), TestPlatform.on(width));
        for (double size : new double[] {0.7, 3, 60, 1000, 1e300}) {
            requireSameBits(program.newScalar(), program.newInstance(), point(size));
        }
        double[] broken = point(1);
        broken[FREE] = Double.NaN;
        requireSameBits(program.newScalar(), program.newInstance(), broken);
    }

    @ParameterizedTest
    @EnumSource(names = {"ELEMENTARY", "GATHERED"})
    void keepsItsBitsWhileItIsCompiled(Body body) {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
        Rows rows = new Rows(16);
        CompiledProgram program = rows.check.compile(rows.density(body), TestPlatform.on(8));
        Compiled vector = program.newInstance();
        Compiled scalar = program.newScalar();
        for (int k = 0; k < 6_000; k++) {
            requireSameBits(scalar, vector, point(1 + k % 5));
        }
    }

    @Test
    void comesInWhenItIsFaster() {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
        Rows rows = new Rows(5_000);
        CompiledProgram program = rows.check.compile(rows.density(Body.LINEAR),
                new Vectors(Vectors.Mode.AUTO, new TestPlatform(8)));
        Compiled tiered = program.newInstance();
        for (int k = 0; k < 25; k++) {
            requireSameBits(program.newScalar(), tiered, point(1));
        }
        assertEquals(WarmUp.State.FASTER, program.warmUp().state());
    }

    @Test
    void staysAwayWhereThereAreNoVectors() {
        Rows rows = new Rows(5_000);
        CompiledProgram program = rows.check.compile(rows.density(Body.LINEAR),
                new Vectors(Vectors.Mode.AUTO, new TestPlatform(0)));
        Compiled tiered = program.newInstance();
        for (int k = 0; k < 25; k++) {
            requireSameBits(program.newScalar(), tiered, point(1));
        }
        assertEquals(WarmUp.State.REFUSED, program.warmUp().state());
    }

    @ParameterizedTest
    @EnumSource
    void scalarCodeAllocatesNothing(Body body) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
                "this Java does not count allocations");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Rows rows = new Rows(515);
        Compiled code = rows.check.compile(rows.density(body)).newInstance();
        double[] x = point(1);
        double[] out = new double[x.length];
        code.run(x, out);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 100; k++) {
            code.run(x, out);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertFalse(bytes > 100, () -> bytes + " bytes in 100 runs");
    }
}
