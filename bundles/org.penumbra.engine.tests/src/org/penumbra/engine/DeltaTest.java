package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Target;

/** {@code x ~ Delta(v)} is x = v, with the name of a site. */
class DeltaTest {

    private static Target target(String statements) {
        return new ModelText("data n : int  data y : real[n]  m ~ Normal(0, 1)\n" + statements).with("y", 0.5, 2.5)
                .compile().target();
    }

    private static void assertSame(String delta, String assigned) {
        Target first = target(delta);
        Target second = target(assigned);
        assertEquals(1, first.dimension());
        for (double x : new double[] {-0.7, 0.4}) {
            double[] a = new double[1];
            double[] b = new double[1];
            assertEquals(second.logDensityAndGradient(new double[] {x}, b),
                    first.logDensityAndGradient(new double[] {x}, a), 1e-13);
            assertArrayEquals(b, a, 1e-13);
            double[] values = new double[first.sites().valueCount()];
            double[] expected = new double[values.length];
            first.sites().constrain(new double[] {x}, values);
            second.sites().constrain(new double[] {x}, expected);
            assertArrayEquals(expected, values, 0);
        }
    }

    @Test
    void aLatentDeltaIsAValueThatIsReported() {
        assertSame("d ~ Delta(exp(m))  y ~ Normal(d, 1)", "deterministic d = exp(m)  y ~ Normal(d, 1)");
        assertSame("plate i in 1..n { d[i] ~ Delta(m * i)  y[i] ~ Normal(d[i], 1) }  y ~ Normal(sum(d), 2)",
                "plate i in 1..n { deterministic d[i] = m * i  y[i] ~ Normal(d[i], 1) }  y ~ Normal(sum(d), 2)");
        assertSame("d : real[3] ~ Delta(m)  y ~ Normal(sum(d), 1)",
                "deterministic d = rep(m, 3)  y ~ Normal(sum(d), 1)");
        assertSame("d ~ Delta([m, 2 * m])  y ~ Normal(sum(d), 1)",
                "deterministic d = [m, 2 * m]  y ~ Normal(sum(d), 1)");
        assertSame("plate i in 1..n { d ~ Delta(m * i)  y[i] ~ Normal(d, 1) }",
                "plate i in 1..n { deterministic d = m * i  y[i] ~ Normal(d, 1) }");
    }

    @Test
    void aDeclaredTypeThatTheValueLeavesMakesTheDensityZero() {
        Target target = target("d : positive ~ Delta(m)  y ~ Normal(d, 1)");
        assertEquals(Double.NEGATIVE_INFINITY, target.logDensity(new double[] {-0.1}));
        assertTrue(Double.isFinite(target.logDensity(new double[] {0.1})));
        assertTrue(target.contributions(new double[] {-0.1}).stream()
                .anyMatch(one -> one.toString().contains("d = -0.1, expected positive")));
    }

    @Test
    void dataAreStillComparedWithIt() {
        Target target = target("y ~ Normal(m, 1)  plate i in 1..n { y[i] ~ Delta(if i == 1 then 0.5 else 2.5) }");
        assertTrue(Double.isFinite(target.logDensity(new double[] {0})));
    }

    @Test
    void nothingCanBeNonCentred() {
        assertEquals("PEN-2304", assertThrows(PenumbraException.class, () -> new ModelText(
                "m ~ Normal(0, 1)  d ~ Delta(m) @noncentered").compileUnchecked()).problems().getFirst().code());
    }
}
