package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;

/** The plug-in of the page on plug-ins compiles as it is printed, is found, and is right. */
class PluginPageTest {

    @TempDir
    private Path folder;

    private Registry installed() {
        return new BuiltPlugin(Repository.find().guide("plugins.md").files(), folder.resolve("plugin")).installed();
    }

    @Test
    void bothPartsAreFoundBesideTheBuiltInOnes() {
        Registry registry = installed();
        assertEquals("org.example.parts", registry.require(Point.GUIDES, "Isotropic").bundle());
        assertEquals("org.example.parts", registry.require(Point.DISTRIBUTIONS, "HyperbolicSecant").bundle());
        assertTrue(registry.find(Point.GUIDES, "AutoNormal").isPresent());
        assertEquals(List.of(), registry.problems());
    }

    /** Log density against the slope of the distribution function, quantiles back, and moments of draws. */
    @Test
    void theDistributionIsOne() {
        Distribution secant = installed().distributions().find("HyperbolicSecant").orElseThrow().signatures().getFirst()
                .distribution().get();
        double[] parameters = {1, 2};
        double h = 1e-5;
        for (double x : new double[] {-9, 0, 1, 4.5}) {
            double slope = (secant.cdf(x + h, parameters) - secant.cdf(x - h, parameters)) / (2 * h);
            Expr density = secant.logDensity(Expr.of(x), List.of(Expr.of(1), Expr.of(2)));
            assertEquals(Math.log(slope), new Evaluator(array -> new double[0]).evaluate(density), 1e-6);
            assertEquals(x, secant.quantile(secant.cdf(x, parameters), parameters), 1e-9);
        }
        RandomStream random = RandomStream.of(3);
        double mean = DoubleStream.generate(() -> secant.sample(parameters, random)).limit(10_000).average()
                .orElseThrow();
        // Five standard errors, sqrt(variance / 10000) each: wrong for one seed in two million.
        assertEquals(1, mean, 5 * Math.sqrt(secant.variance(parameters) / 10_000));
    }

    /**
     * A standard prior and one observation at 2 with scale 1: the posterior is symmetric around 1, and
     * the one coordinate makes the guide a plain normal.
     */
    @Test
    void aFitUsesBoth() throws Exception {
        Path model = Files.writeString(folder.resolve("pair.penumbra"), """
                model Pair {
                  data y : real
                  x ~ HyperbolicSecant(0, 1)
                  y ~ HyperbolicSecant(x, 1)
                }
                infer run of Pair {
                  data "pair.json"
                  algorithm SVI(steps = 3000)
                  guide Isotropic(initScale = 0.5)
                  optimizer Adam(lr = 0.02, schedule = cosine)
                }
                """);
        Files.writeString(folder.resolve("pair.json"), "{\"y\": 2}");
        Fit fit = new Session(installed()).fit(FitRequest.of(model), Progress.NONE, Cancellation.NEVER);
        SiteSummary x = fit.sites().getFirst();
        assertEquals("Isotropic", fit.partName(Point.GUIDES));
        assertEquals(1, x.mean(), 0.1);
        assertEquals(x.mean(), x.q50(), 0.1);
        assertEquals(standardDeviation(), x.sd(), 0.1);
    }

    /** Of the posterior of {@link #aFitUsesBoth}, by the trapezoidal rule. */
    private static double standardDeviation() {
        double mass = 0;
        double spread = 0;
        for (double x = -30; x <= 32; x += 1e-3) {
            double density = secant(x) * secant(2 - x);
            mass += density;
            spread += density * (x - 1) * (x - 1);
        }
        return Math.sqrt(spread / mass);
    }

    private static double secant(double z) {
        return 1 / (2 * Math.cosh(Math.PI / 2 * z));
    }
}
