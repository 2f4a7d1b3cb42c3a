package org.penumbra.inference.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/** Climbs over rungs that draw from normals of known quality; the diagnostic is k-hat alone. */
class AutoTest {

    private static final KnownGaussian TARGET = KnownGaussian.independent(-3, new double[] {5, -1},
            new double[] {2, 0.1});
    private final List<String> tried = new ArrayList<>();

    @Test
    void theFirstRungThatHoldsIsTheAnswer() {
        FitResult result = fit(context(Centrings.NONE, rung("narrow", 20, 0.1), rung("right", 30, 1.1),
                rung("never", 40, 1)), 1000);
        assertEquals(List.of("narrow", "right"), tried);
        assertTrue(last(result).message().startsWith("Chosen automatically: right (k-hat"), last(result).message());
        assertTrue(last(result).message().contains("narrow (k-hat"));
        assertEquals(Trust.GOOD, last(result).trust());
    }

    /** The second rung runs where the first answer is standard normal, and its draws come back. */
    @Test
    void answersComeBackInTheCoordinatesOfTheTarget() {
        FitResult result = fit(context(Centrings.NONE, rung("narrow", 20, 0.1), rung("right", 30, 1.1)), 1000);
        double[] point = result.draws().points()[7];
        assertEquals(TARGET.logDensity(point), result.draws().logP()[7], 1e-9);
        assertEquals(result.guide().logDensity(point), result.draws().logQ()[7], 1e-9);
        double mean = 0;
        for (double[] draw : result.draws().points()) {
            mean += draw[0] / result.draws().count();
        }
        assertEquals(5, mean, 0.2);
    }

    @Test
    void whereNothingHoldsTheBestIsShownAndDistrusted() {
        FitResult result = fit(context(Centrings.NONE, rung("bad", 20, 0.05), rung("worse", 30, 0.02)), 1000);
        assertEquals(Trust.DISTRUST, last(result).trust());
        assertTrue(last(result).message().startsWith("No automatic choice holds. Tried bad"), last(result).message());
    }

    @Test
    void rungsAboveTheHighestAreLeftOut() {
        fit(context(Centrings.NONE, rung("bad", 20, 0.05), rung("good", 30, 1)), 25);
        assertEquals(List.of("bad"), tried);
    }

    @Test
    void aRungThatCannotServeIsPassedOver() {
        Rung refusing = new Quality("refusing", 10, 1, tried) {
            @Override
            public FitResult fit(Target target, Start start, Watch watch) {
                throw PenumbraException.usage(Problem.error("PEN-3005", "not conjugate."));
            }
        };
        FitResult result = fit(context(Centrings.NONE, refusing, rung("right", 30, 1.1)), 1000);
        assertTrue(last(result).message().startsWith("Chosen automatically: right"));
        PenumbraException none = assertThrows(PenumbraException.class, () -> fit(context(Centrings.NONE, refusing), 1000));
        assertTrue(none.getMessage().contains("refusing: not conjugate."), none.getMessage());
    }

    /** In other coordinates the same rungs are right. */
    @Test
    void otherCoordinatesAreTriedAndTheirDrawsComeBack() {
        KnownGaussian other = KnownGaussian.independent(-3, new double[] {5, -1}, new double[] {2, 0.1});
        Rung onlyThere = new Quality("only there", 20, 1.1, tried) {
            @Override
            double stretch(Target target) {
                return target == other ? 1.1 : 0.02;
            }
        };
        FitResult result = fit(context(centrings(other), onlyThere), 1000);
        assertTrue(last(result).message().startsWith("Chosen automatically: only there with all sites non-centred (k-hat"),
                last(result).message());
        assertEquals(TARGET.logDensity(result.draws().points()[3]), result.draws().logP()[3], 1e-9);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Rung[] rungs = {rung("narrow", 20, 0.1), rung("right", 30, 1.1)};
        assertArrayEquals(fit(context(Centrings.NONE, rungs), 1000).draws().logP(),
                fit(context(Centrings.NONE, rungs), 1000).draws().logP());
    }

    private FitResult fit(FitContext context, int highest) {
        return new Auto().fit(TARGET, new Auto.Options(highest), context);
    }

    private static Finding last(FitResult result) {
        return result.findings().getLast();
    }

    private Rung rung(String name, int rank, double stretch) {
        return new Quality(name, rank, stretch, tried);
    }

    /** Normals around the truth, so many times as wide. */
    private static class Quality implements Rung {
        private final String name;
        private final int rank;
        private final double stretch;
        private final List<String> tried;

        Quality(String name, int rank, double stretch, List<String> tried) {
            this.name = name;
            this.rank = rank;
            this.stretch = stretch;
            this.tried = tried;
        }

        double stretch(Target target) {
            return stretch;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String documentation() {
            return "";
        }

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public int largestDimension() {
            return 10;
        }

        /** The mode by Newton's steps on a quadratic: one difference of gradients for each coordinate. */
        @Override
        public FitResult fit(Target target, Start start, Watch watch) {
            tried.add(name);
            int n = target.dimension();
            double[] origin = new double[n];
            double[] slope = new double[n];
            double[] shifted = new double[n];
            double[] scales = new double[n];
            for (int i = 0; i < n; i++) {
                target.logDensityAndGradient(new double[n], slope);
                double[] unit = new double[n];
                unit[i] = 1;
                target.logDensityAndGradient(unit, shifted);
                double precision = slope[i] - shifted[i];
                origin[i] = slope[i] / precision;
                scales[i] = stretch(target) / Math.sqrt(precision);
            }
            return draws(target, new MeanFieldNormal(origin, scales), start.random());
        }

        private static FitResult draws(Target target, Guide guide, RandomStream random) {
            double[][] points = new double[3000][target.dimension()];
            double[] logP = new double[points.length];
            double[] logQ = new double[points.length];
            for (int i = 0; i < points.length; i++) {
                logQ[i] = guide.sample(random, new double[guide.noiseSize()], points[i]);
                logP[i] = target.logDensity(points[i]);
            }
            return new FitResult(Status.CONVERGED, guide, new FitResult.Draws(points, logP, logQ),
                    new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 1, new double[0],
                    List.of());
        }
    }

    /** One site, centred in the text. */
    private static Centrings centrings(Target other) {
        return new Centrings() {
            @Override
            public List<String> sites() {
                return List.of("x");
            }

            @Override
            public Set<String> written() {
                return Set.of();
            }

            @Override
            public Optional<Target> with(Set<String> noncentred) {
                return Optional.of(other);
            }
        };
    }

    private static FitContext context(Centrings centrings, Rung... rungs) {
        return new FitContext() {
            @Override
            public RandomStream random() {
                return RandomStream.of(4);
            }

            @Override
            public Progress progress() {
                return Progress.NONE;
            }

            @Override
            public Cancellation cancellation() {
                return Cancellation.NEVER;
            }

            @Override
            public List<Rung> ladder() {
                return List.of(rungs);
            }

            @Override
            public Centrings centrings() {
                return centrings;
            }

            @Override
            public Diagnostic.Report assess(Target target, FitResult result) {
                double[] ratios = result.draws().logP().clone();
                for (int i = 0; i < ratios.length; i++) {
                    ratios[i] -= result.draws().logQ()[i];
                }
                Psis psis = Psis.smooth(ratios);
                boolean good = psis.kHat() < 0.7;
                return new Diagnostic.Report(List.of(new Measurement("kHat", psis.kHat()),
                        new Measurement("importanceDraws", psis.effectiveSize())),
                        List.of(new Finding(good ? Trust.GOOD : Trust.DISTRUST,
                                good ? "close" : "k-hat is high. Do.")));
            }

            @Override
            public Guide guide(Target target) {
                throw new AssertionError("Auto has no guide of its own");
            }

            @Override
            public Objective.Estimator objective(Target target, Guide guide) {
                throw new AssertionError("nor an objective");
            }

            @Override
            public Optimizer.Updater optimizer(int size, long steps) {
                throw new AssertionError("nor an optimiser");
            }
        };
    }
}
