package org.penumbra.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;

/** The contract passes a family that keeps it, and finds every promise that is broken. */
class GuideContractTest {

    record NoOptions() {
    }

    /** What can be wrong with a guide, and words of the complaint. */
    enum Fault {
        DENSITY("transform returns logDensity"), GRADIENT("accumulateGradient by parameter"),
        PATH("pullBack by parameter"), SLOPE("slope of log q"), SCORE("accumulateScore by parameter"),
        MASS("the density integrates to 1"), MEMORY("pullBack after the density of another point"),
        TRACE("draws leave no trace"), SEED("the same seed starts alike"), WARM("a warm start is heard"),
        DEAF("accumulateGradient by parameter"), ALLOCATES("a draw with its derivatives allocates"),
        COPIES("parameters() is always the same array");

        private final String complaint;

        Fault(String complaint) {
            this.complaint = complaint;
        }
    }

    private static final class Family implements GuideFamily<NoOptions> {
        private final Function<MeanFieldNormal, Guide> wrapping;
        private final boolean heedsStart;

        Family(boolean heedsStart, Function<MeanFieldNormal, Guide> wrapping) {
            this.heedsStart = heedsStart;
            this.wrapping = wrapping;
        }

        @Override
        public Guide create(Target target, NoOptions options, Start start) {
            Start heard = heedsStart ? start : Start.cold(start.random());
            double[] point = heard.point(target, Initialization.MEDIAN);
            return wrapping.apply(new MeanFieldNormal(point, heard.scales(point.length, 0.1)));
        }
    }

    @Test
    void passesAGuideThatKeepsIt() {
        GuideContract.check(new Family(true, guide -> guide), new NoOptions());
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryFault(Fault fault) {
        Family family = new Family(fault != Fault.WARM, guide -> new Faulty(guide, fault));
        AssertionError found = assertThrows(AssertionError.class, () -> GuideContract.check(family, new NoOptions()));
        assertTrue(found.getMessage().contains(fault.complaint), found.getMessage());
    }

    /** A good guide with one fault. */
    private static final class Faulty implements DifferentiableGuide {

        private final MeanFieldNormal good;
        private final Fault fault;
        private final MeanFieldNormal asAtStart;
        private double memory;
        private double drawn;
        private Object kept;

        Faulty(MeanFieldNormal good, Fault fault) {
            this.good = good;
            this.fault = fault;
            if (fault == Fault.SEED) {
                good.parameters()[0] += System.nanoTime() % 1000 * 1e-3;
            }
            int n = good.dimension();
            double[] scales = Arrays.stream(good.parameters(), n, 2 * n).map(StrictMath::exp).toArray();
            this.asAtStart = new MeanFieldNormal(Arrays.copyOf(good.parameters(), n), scales);
        }

        private double when(Fault wanted, double error) {
            return fault == wanted ? error : 0;
        }

        @Override
        public int dimension() {
            return good.dimension();
        }

        @Override
        public double[] parameters() {
            return fault == Fault.COPIES ? good.parameters().clone() : good.parameters();
        }

        @Override
        public int noiseSize() {
            return good.noiseSize();
        }

        @Override
        public double transform(double[] noise, double[] x) {
            double logQ = (fault == Fault.DEAF ? asAtStart : good).transform(noise, x) + when(Fault.MASS, 0.3);
            drawn += when(Fault.TRACE, 1e-12);
            x[0] += drawn;
            memory = 0;
            return logQ + when(Fault.DENSITY, 1e-6);
        }

        @Override
        public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
            good.accumulateGradient(noise, targetGradient, weight, gradient);
            gradient[1] += when(Fault.GRADIENT, 1e-4);
        }

        @Override
        public void pullBack(double[] noise, double[] v, double[] gradient) {
            good.pullBack(noise, v, gradient);
            gradient[0] += when(Fault.PATH, 1e-4) + when(Fault.MEMORY, memory);
        }

        @Override
        public double logDensity(double[] x) {
            kept = fault == Fault.ALLOCATES ? new double[3] : kept;
            return good.logDensity(x) + when(Fault.MASS, 0.3);
        }

        @Override
        public double logDensityAndGradient(double[] x, double[] gradient) {
            double logQ = good.logDensityAndGradient(x, gradient) + when(Fault.MASS, 0.3);
            gradient[0] += when(Fault.SLOPE, 1e-3);
            memory = 0.1;
            return logQ;
        }

        @Override
        public double accumulateScore(double[] x, double weight, double[] gradient) {
            gradient[0] += when(Fault.SCORE, 1e-4);
            return good.accumulateScore(x, weight, gradient) + when(Fault.MASS, 0.3);
        }
    }
}
