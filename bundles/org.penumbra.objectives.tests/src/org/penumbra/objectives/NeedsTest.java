package org.penumbra.objectives;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.objectives.TraceElbo.Gradient;
import org.penumbra.testing.KnownGaussian;

/** Who asks for what cannot be had is told what to choose instead. */
class NeedsTest {

    private interface Binding {
        void bind(Target target, Guide guide);
    }

    private static final Target TARGET = Line.target(0, 0, 1);

    static Stream<Binding> differentiating() {
        return Stream.of(
                (target, guide) -> new TraceElbo().bind(target, guide, new TraceElbo.Options(1, false, Gradient.STL)),
                (target, guide) -> new Iwae().bind(target, guide, new Iwae.Options(3, BoundGradient.DREG)),
                (target, guide) -> new RenyiElbo().bind(target, guide,
                        new RenyiElbo.Options(0.5, 3, BoundGradient.DREG)),
                (target, guide) -> new Cubo().bind(target, guide, new Cubo.Options(2, 3)),
                (target, guide) -> new TailAdaptive().bind(target, guide, new TailAdaptive.Options(3, -1)),
                (target, guide) -> new WakeSleep().bind(target, guide, new WakeSleep.Options(3)),
                (target, guide) -> new ScoreClimbing().bind(target, guide, new ScoreClimbing.Options(3, true)),
                (target, guide) -> new ScoreFunctionElbo().bind(target, guide,
                        new ScoreFunctionElbo.Options(3, 0.9, true)),
                (target, guide) -> new Vimco().bind(target, guide, new Vimco.Options(3)),
                (target, guide) -> new SteinDiscrepancy().bind(target, guide,
                        new SteinDiscrepancy.Options(3, Kernel.IMQ, 1)),
                (target, guide) -> new Mmd().bind(target, guide, new Mmd.Options(3, Kernel.IMQ, 1, 1)),
                (target, guide) -> new EnergyDistance().bind(target, guide, new EnergyDistance.Options(3, 1)));
    }

    @ParameterizedTest
    @MethodSource("differentiating")
    void aGuideWithoutDerivativesIsRefused(Binding objective) {
        refused("PEN-3020", "TraceELBO", () -> objective.bind(TARGET, new PlainGuide(Line.guide(0, 1))));
    }

    @ParameterizedTest
    @MethodSource("differentiating")
    void aPointIsRefused(Binding objective) {
        refused("PEN-3021", "AutoNormal", () -> objective.bind(TARGET, new PointGuide(0)));
    }

    @Test
    void totalDerivativesNeedNothingOfTheGuide() {
        Guide plain = new PlainGuide(Line.guide(0, 1));
        assertDoesNotThrow(() -> new TraceElbo().bind(TARGET, plain, new TraceElbo.Options(1, false, Gradient.TOTAL)));
        assertDoesNotThrow(() -> new Iwae().bind(TARGET, plain, new Iwae.Options(3, BoundGradient.TOTAL)));
        refused("PEN-3021", "AutoNormal", () -> new Iwae().bind(TARGET, new PointGuide(0),
                new Iwae.Options(3, BoundGradient.TOTAL)));
    }

    @Test
    void aModelWithoutAPriorIsRefusedWhereThePriorIsNeeded() {
        KnownGaussian bare = new KnownGaussian(0, new double[1], new double[][] {{1}}) {
            @Override
            public Optional<Target> prior() {
                return Optional.empty();
            }
        };
        refused("PEN-3022", "KSD", () -> new Mmd().bind(bare, Line.guide(0, 1), new Mmd.Options(3, Kernel.IMQ, 1, 1)));
        refused("PEN-3022", "KSD", () -> new EnergyDistance().bind(bare, Line.guide(0, 1),
                new EnergyDistance.Options(3, 1)));
    }

    private static void refused(String code, String instead, Runnable bind) {
        PenumbraException thrown = assertThrows(PenumbraException.class, bind::run);
        assertEquals(ExitCode.USAGE, thrown.exitCode());
        assertEquals(code, thrown.problems().getFirst().code());
        assertTrue(thrown.getMessage().contains(instead), thrown.getMessage());
    }
}
