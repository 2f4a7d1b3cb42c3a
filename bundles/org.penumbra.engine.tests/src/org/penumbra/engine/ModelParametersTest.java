package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.SiteMap.Site;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Parameters in models: coordinates without a density, wherever they stand. */
class ModelParametersTest {

    private static final double[] Y = {1.3, -0.4, 2.1, 0.7};

    static Stream<ModelText> models() {
        return Stream.of(
                new ModelText("data n : int data y : real[n] param w : real param s : positive = 2 y ~ Normal(w, s)"),
                new ModelText("""
                        data n : int data y : real[n]
                        param m : real = 0.5
                        param s : positive = 2
                        mu ~ Normal(m, s)
                        plate i in 1..n { y[i] ~ Normal(mu, 1) }"""),
                new ModelText("""
                        data n : int data y : real[n]
                        param w : real[2, n] = 0
                        param p : simplex[3] = [0.2, 0.3, 0.5]
                        param c : ordered[2]
                        b ~ Normal(p[2], c[2] - c[1] + 1)
                        y ~ Normal(w[1] * b + w[2] ^ 2, 1)"""),
                new ModelText("""
                        data n : int data y : real[n]
                        plate i in 1..n {
                            param a : interval(0, 4) = i / 2
                            x ~ Normal(a, 1)
                            y[i] ~ Normal(x * a, 1)
                        }
                        deterministic total = sum(a)"""),
                new ModelText("""
                        data n : int data y : real[n]
                        param rho : interval(-1, 1) = 0.5
                        x[1] ~ Normal(0, 1)
                        for t in 2..n { x[t] ~ Normal(rho * x[t - 1], 1) }
                        y ~ Normal(x, 1)"""),
                new ModelText("""
                        data n : int data y : real[n]
                        param L : covCholesky[2]
                        plate i in 1..n { z ~ MultivariateNormal([0, 0], L @ L')  y[i] ~ Normal(z[1] - z[2], 1) }"""));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(data(model));
    }

    private static ModelText data(ModelText model) {
        return model.scalar("n", Y.length).with("y", Y);
    }

    /** log N(y; m, s) as it stands: no log-Jacobian of the scale. */
    @Test
    void theDensityHasNoPartForAParameter() {
        Target target = data(new ModelText("""
                data n : int data y : real[n] param m : real param s : positive = 2 y ~ Normal(m, s)"""))
                .compile().target();
        double s = 3;
        double expected = 0;
        for (double y : Y) {
            expected += -0.5 * Math.log(2 * Math.PI) - Math.log(s) - (y - 0.5) * (y - 0.5) / (2 * s * s);
        }
        assertEquals(expected, target.logDensity(new double[] {0.5, Math.log(s)}), 1e-12);
        assertEquals(1, target.contributions(new double[2]).size());
    }

    @Test
    void startingValuesAreWhatPriorDrawsGive() {
        Target target = data(new ModelText("""
                data n : int data y : real[n]
                param w : real[2] = [1, -2]
                mu ~ Normal(0, 1)
                param s : positive
                param q : simplex[2] = [0.25, 0.75]
                param o : ordered[3]
                plate i in 1..n { param a : interval(0, 8) = i + y[i] }
                y ~ Normal(mu + w[1] + q[1] + o[2] + a[1], s)""")).compile().target();
        double[] x = new double[target.dimension()];
        double[] values = new double[target.sites().valueCount()];
        double[] before = null;
        for (int seed = 0; seed < 2; seed++) {
            target.samplePrior(RandomStream.of(seed), x);
            target.sites().constrain(x, values);
            assertArrayEquals(new double[] {1, -2}, values(target, "w", values));
            assertArrayEquals(new double[] {1}, values(target, "s", values));
            assertArrayEquals(new double[] {0.25, 0.75}, values(target, "q", values), 1e-12);
            assertArrayEquals(new double[] {2.3, 1.6, 5.1, 4.7}, values(target, "a", values), 1e-12);
            if (before != null) {
                assertArrayEquals(values(target, "o", before), values(target, "o", values));
                assertFalse(values(target, "mu", before)[0] == values(target, "mu", values)[0], "mu is drawn");
            }
            before = values.clone();
        }
    }

    private static double[] values(Target target, String name, double[] values) {
        Site site = site(target, name);
        double[] own = new double[site.size()];
        System.arraycopy(values, site.valueOffset(), own, 0, own.length);
        return own;
    }

    private static Site site(Target target, String name) {
        return target.sites().sites().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theSiteMapTellsParametersFromSites() {
        Target target = data(new ModelText("""
                data n : int data y : real[n] param s : positive = 2 mu ~ Normal(0, s) y ~ Normal(mu, s)
                deterministic d = mu + s""")).compile().target();
        assertTrue(site(target, "s").parameter());
        assertFalse(site(target, "mu").parameter());
        assertFalse(site(target, "d").parameter());
        assertEquals(List.of(), site(target, "s").shape());
        assertEquals("positive", site(target, "s").support());
        assertTrue(target.sites().hasParameters());
    }
}
