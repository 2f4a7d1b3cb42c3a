package org.penumbra.objectives;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.testing.ObjectiveContract;

/** Every objective keeps the contract, and what is known of it besides. */
class ContractsTest {

    @ParameterizedTest
    @CsvSource({"1, false, TOTAL", "4, false, TOTAL", "4, true, TOTAL", "1, false, STL", "4, true, STL"})
    void traceElbo(int particles, boolean antithetic, TraceElbo.Gradient gradient) {
        var contract = ObjectiveContract.check(new TraceElbo(),
                new TraceElbo.Options(particles, antithetic, gradient)).exactAtTheTruth(1, 0).gradientIsUnbiased();
        if (gradient == TraceElbo.Gradient.STL) {
            contract.flatAtTheTruth();
        } else {
            contract.restsAtTheTruth();
        }
    }

    @ParameterizedTest
    @EnumSource(BoundGradient.class)
    void iwae(BoundGradient gradient) {
        var contract = ObjectiveContract.check(new Iwae(), new Iwae.Options(5, gradient)).exactAtTheTruth(1, 0)
                .gradientIsUnbiased().restsAtTheTruth();
        if (gradient == BoundGradient.DREG) {
            contract.flatAtTheTruth();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, TOTAL", "0.5, DREG", "1, TOTAL", "1, DREG", "2, DREG", "-1, DREG", "-1, TOTAL"})
    void renyi(double alpha, BoundGradient gradient) {
        var contract = ObjectiveContract.check(new RenyiElbo(), new RenyiElbo.Options(alpha, 4, gradient))
                .exactAtTheTruth(1, 0).gradientIsUnbiased().restsAtTheTruth();
        if (gradient == BoundGradient.DREG) {
            contract.flatAtTheTruth();
        }
    }

    @Test
    void cubo() {
        ObjectiveContract.check(new Cubo(), new Cubo.Options(2, 5)).exactAtTheTruth(-1, 0).flatAtTheTruth();
    }

    /** At beta = 0 all ranks weigh the same, which leaves the gradient of the ELBO. */
    @Test
    void tailAdaptive() {
        ObjectiveContract.check(new TailAdaptive(), new TailAdaptive.Options(5, -1)).exactAtTheTruth(1, 0)
                .flatAtTheTruth();
        ObjectiveContract.check(new TailAdaptive(), new TailAdaptive.Options(5, 0)).gradientIsUnbiased();
    }

    @Test
    void wakeSleep() {
        ObjectiveContract.check(new WakeSleep(), new WakeSleep.Options(5)).exactAtTheTruth(0, 0).flatAtTheTruth();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scoreClimbing(boolean raoBlackwell) {
        ObjectiveContract.check(new ScoreClimbing(), new ScoreClimbing.Options(5, raoBlackwell))
                .exactAtTheTruth(0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void scoreFunctionElbo(int particles) {
        ObjectiveContract.check(new ScoreFunctionElbo(), new ScoreFunctionElbo.Options(particles, 0.9, true))
                .exactAtTheTruth(1, 0).gradientIsUnbiased().restsAtTheTruth();
    }

    @Test
    void vimco() {
        ObjectiveContract.check(new Vimco(), new Vimco.Options(5)).exactAtTheTruth(1, 0).gradientIsUnbiased()
                .flatAtTheTruth();
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void steinDiscrepancy(Kernel kernel) {
        ObjectiveContract.check(new SteinDiscrepancy(), new SteinDiscrepancy.Options(5, kernel, 2))
                .gradientIsUnbiased().restsAtTheTruth();
        ObjectiveContract.check(new SteinDiscrepancy(), new SteinDiscrepancy.Options(5, kernel, 0));
    }

    /** The median of the prior draws does not depend on the guide, so it may stay in. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void maximumMeanDiscrepancy(Kernel kernel) {
        ObjectiveContract.check(new Mmd(), new Mmd.Options(5, kernel, 0, 3)).gradientIsUnbiased();
        ObjectiveContract.check(new Mmd(), new Mmd.Options(5, kernel, 2, 3)).gradientIsUnbiased();
    }

    @Test
    void energyDistance() {
        ObjectiveContract.check(new EnergyDistance(), new EnergyDistance.Options(5, 3)).gradientIsUnbiased();
    }
}
