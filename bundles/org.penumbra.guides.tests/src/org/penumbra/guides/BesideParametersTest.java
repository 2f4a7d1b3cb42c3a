package org.penumbra.guides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/** A point for the parameters of a model beside a guide of its sites: whose derivatives are those of the pair. */
class BesideParametersTest {

    private static final double[] START = {0.3, -0.2, 0.5, 1.1};

    /** A correlated normal of four coordinates, of which the second and the last are parameters. */
    private static final class Mixed implements Target {
        private final Target target = KnownGaussian.correlated(0, new double[] {1, 2, -1, 0.5},
                new double[] {1, 0.5, 2, 1}, 0.5);
        private final boolean all;

        Mixed(boolean all) {
            this.all = all;
        }

        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public double logDensity(double[] x) {
            return target.logDensity(x);
        }

        @Override
        public double logDensityAndGradient(double[] x, double[] gradient) {
            return target.logDensityAndGradient(x, gradient);
        }

        @Override
        public SiteMap sites() {
            SiteMap plain = target.sites();
            List<SiteMap.Site> sites = new ArrayList<>();
            for (SiteMap.Site one : plain.sites()) {
                sites.add(new SiteMap.Site(one.name(), one.kind(), one.shape(), one.support(), one.valueOffset(),
                        one.freeOffset(), one.freeSize(), List.of(), all || one.freeOffset() % 2 == 1));
            }
            return new SiteMap() {
                @Override
                public List<Site> sites() {
                    return sites;
                }

                @Override
                public int valueCount() {
                    return 4;
                }

                @Override
                public void constrain(double[] x, double[] values) {
                    plain.constrain(x, values);
                }

                @Override
                public void unconstrain(double[] values, double[] x) {
                    plain.unconstrain(values, x);
                }
            };
        }

        @Override
        public void samplePrior(RandomStream random, double[] x) {
            System.arraycopy(START, 0, x, 0, 4);
            x[0] = random.nextGaussian();
            x[2] = random.nextGaussian();
        }

        @Override
        public List<Contribution> contributions(double[] x) {
            return target.contributions(x);
        }

        @Override
        public Target fork() {
            return new Mixed(all);
        }
    }

    private static Guide guide(Target target, Start start) {
        return Parameters.beside(target, start, (latents, begin) -> new AutoMultivariateNormal().create(latents,
                new AutoMultivariateNormal.Options(Initialization.MEDIAN, 0.4, "none"), begin));
    }

    private static Guide guide() {
        return guide(new Mixed(false), Start.cold(RandomStream.of(3)));
    }

    @Test
    void parametersBeginWhereTheModelSays() {
        double[] x = new double[4];
        Guide guide = guide();
        guide.transform(new double[2], x);
        assertEquals(START[1], x[1]);
        assertEquals(START[3], x[3]);
        guide(new Mixed(false), Start.cold(RandomStream.of(3)).at(new double[] {5, 6, 7, 8}))
                .transform(new double[2], x);
        assertArrayEquals(new double[] {5, 6, 7, 8}, x, 0);
    }

    @Test
    void gradientsAreThoseOfThePair() {
        Guide guide = guide();
        Target target = new Mixed(false);
        double[] noise = {0.7, -1.2};
        double[] x = new double[4];
        double[] slope = new double[4];
        double[] gradient = new double[guide.parameters().length];
        guide.transform(noise, x);
        target.logDensityAndGradient(x, slope);
        guide.accumulateGradient(noise, slope, 2, gradient);
        for (int i = 0; i < gradient.length; i++) {
            double expected = 2 * (objective(guide, target, noise, i, 1e-5) - objective(guide, target, noise, i, -1e-5))
                    / 2e-5;
            assertEquals(expected, gradient[i], 1e-6, "parameter " + i);
        }
    }

    private static double objective(Guide guide, Target target, double[] noise, int parameter, double by) {
        double[] x = new double[4];
        guide.parameters()[parameter] += by;
        double logQ = guide.transform(noise, x);
        guide.parameters()[parameter] -= by;
        return target.logDensity(x) - logQ;
    }

    /** (dx/dparameters)' v, the slope of log q by x, and its score. */
    @Test
    void derivativesOneByOneAreThoseOfThePair() {
        DifferentiableGuide guide = (DifferentiableGuide) guide();
        double[] noise = {0.7, -1.2};
        double[] v = {1, 10, 100, 1000};
        double[] x = new double[4];
        double[] pulled = new double[guide.parameters().length];
        guide.transform(noise, x);
        guide.pullBack(noise, v, pulled);
        assertArrayEquals(new double[] {10, 1000}, Arrays.copyOfRange(pulled, pulled.length - 2, pulled.length), 0);
        double[] byX = new double[4];
        double logQ = guide.logDensityAndGradient(x, byX);
        assertEquals(guide.logDensity(x), logQ, 1e-12);
        double[] score = new double[pulled.length];
        guide.accumulateScore(x, 1, score);
        for (int i = 0; i < 4; i++) {
            double[] up = x.clone();
            up[i] += 1e-5;
            double[] down = x.clone();
            down[i] -= 1e-5;
            assertEquals((guide.logDensity(up) - guide.logDensity(down)) / 2e-5, byX[i], 1e-6, "coordinate " + i);
        }
        for (int i = 0; i < score.length; i++) {
            guide.parameters()[i] += 1e-5;
            double up = guide.logDensity(x);
            guide.parameters()[i] -= 2e-5;
            double down = guide.logDensity(x);
            guide.parameters()[i] += 1e-5;
            assertEquals((up - down) / 2e-5, score[i], 1e-6, "parameter " + i);
        }
    }

    @Test
    void theEntropyIsThatOfTheSites() {
        Guide guide = guide();
        assertTrue(guide.isDistribution());
        assertEquals(2, guide.noiseSize());
        assertEquals(1 + Math.log(2 * Math.PI) + 2 * Math.log(0.4), guide.entropy(), 1e-12);
        assertEquals(3, guide.coordinateOf(guide.parameters().length - 1));
    }

    @Test
    void withoutSitesThereIsAPoint() {
        Guide guide = guide(new Mixed(true), Start.cold(RandomStream.of(3)));
        assertFalse(guide.isDistribution());
        assertEquals(4, guide.parameters().length);
        assertEquals(0, guide.logDensity(new double[4]));
        assertTrue(Parameters.only(new Mixed(true)));
        assertFalse(Parameters.only(new Mixed(false)));
        assertEquals(2, Parameters.latentDimension(new Mixed(false)));
    }

    /** What diagnostics see: the density as a function of the sites, with the same numbers. */
    @Test
    void aResultIsSeenAsOneOfTheSites() {
        Target target = new Mixed(false);
        Guide guide = guide();
        double[][] points = new double[3][4];
        double[] logP = new double[3];
        double[] logQ = new double[3];
        for (int k = 0; k < 3; k++) {
            logQ[k] = guide.sample(RandomStream.of(k), new double[2], points[k]);
            logP[k] = target.logDensity(points[k]);
        }
        FitResult result = new FitResult(Status.CONVERGED, guide, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 0, new double[0], List.of());
        Parameters.Given given = Parameters.given(target, result);
        assertEquals(2, given.target().dimension());
        assertEquals(List.of("x1", "x3"), given.target().sites().sites().stream().map(SiteMap.Site::name).toList());
        for (int k = 0; k < 3; k++) {
            double[] own = given.result().draws().points()[k];
            assertArrayEquals(new double[] {points[k][0], points[k][2]}, own, 0);
            assertEquals(logP[k], given.target().logDensity(own), 1e-12);
            assertEquals(logQ[k], given.result().guide().logDensity(own), 1e-12);
        }
    }
}
