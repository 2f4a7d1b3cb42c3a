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
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.testing.KnownGaussian;

/** Climbs over rungs that draw from normals of known quality; the diagnostic is k-hat alone. */
class AutoTest {

    private static final KnownGaussian TARGET = KnownGaussian.independent(-3, new double[] {5, -1},
            new double[] {2, 0.1});
    private final List<String> tried = new ArrayList<>();

    @Test
    void theFirstRungThatHoldsIsTheAnswer() {
        FitResult result = fit(ClimbContext.of(Centrings.NONE, rung("narrow", 20, 0.1), rung("right", 30, 1.1),
                rung("never", 40, 1)), 1000);
        assertEquals(List.of("narrow", "right"), tried);
        assertTrue(last(result).message().startsWith("Chosen automatically: right (k-hat"), last(result).message());
        assertTrue(last(result).message().contains("narrow (k-hat"));
        assertEquals(Trust.GOOD, last(result).trust());
    }

    /** The second rung runs where the first answer is standard normal, and its draws come back. */
    @Test
    void answersComeBackInTheCoordinatesOfTheTarget() {
        FitResult result = fit(ClimbContext.of(Centrings.NONE, rung("narrow", 20, 0.1), rung("right", 30, 1.1)), 1000);
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
        FitResult result = fit(ClimbContext.of(Centrings.NONE, rung("bad", 20, 0.05), rung("worse", 30, 0.02)), 1000);
        assertEquals(Trust.DISTRUST, last(result).trust());
        assertTrue(last(result).message().startsWith("No automatic choice holds. Tried bad"), last(result).message());
    }

    @Test
    void rungsAboveTheHighestAreLeftOut() {
        fit(ClimbContext.of(Centrings.NONE, rung("bad", 20, 0.05), rung("good", 30, 1)), 25);
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
        FitResult result = fit(ClimbContext.of(Centrings.NONE, refusing, rung("right", 30, 1.1)), 1000);
        assertTrue(last(result).message().startsWith("Chosen automatically: right"));
        PenumbraException none = assertThrows(PenumbraException.class,
                () -> fit(ClimbContext.of(Centrings.NONE, refusing), 1000));
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
        FitResult result = fit(ClimbContext.of(centrings(other), onlyThere), 1000);
        String said = last(result).message();
        assertTrue(said.startsWith("Chosen automatically: only there with all sites non-centred (k-hat"), said);
        assertEquals(TARGET.logDensity(result.draws().points()[3]), result.draws().logP()[3], 1e-9);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        Rung[] rungs = {rung("narrow", 20, 0.1), rung("right", 30, 1.1)};
        assertArrayEquals(fit(ClimbContext.of(Centrings.NONE, rungs), 1000).draws().logP(),
                fit(ClimbContext.of(Centrings.NONE, rungs), 1000).draws().logP());
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
}
