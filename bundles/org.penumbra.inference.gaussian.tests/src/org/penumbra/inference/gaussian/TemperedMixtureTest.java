package org.penumbra.inference.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.TestContext;

class TemperedMixtureTest {

    private static final TemperedMixture.Options STANDARD = new TemperedMixture.Options(32, 12, 10, 10_000);

    @Test
    void keepsTheContract() {
        AlgorithmContract.of(TemperedMixture::new, new TemperedMixture.Options(8, 6, 6, 4000),
                new TemperedMixture.Options(8, 0, 1, 4000)).check();
    }

    /** 0.3 N(-6, 1) + 0.7 N(5, 0.5^2) in every one of n coordinates at once. */
    private static Target twoModes(int n) {
        return new FormulaTarget(n, (x, gradient) -> {
            double left = StrictMath.log(0.3);
            double right = StrictMath.log(0.7) - n * StrictMath.log(0.5);
            for (double one : x) {
                left -= 0.5 * (one + 6) * (one + 6);
                right -= 2 * (one - 5) * (one - 5);
            }
            double largest = Math.max(left, right);
            double sum = largest + StrictMath.log(StrictMath.exp(left - largest) + StrictMath.exp(right - largest));
            double share = StrictMath.exp(left - sum);
            Arrays.setAll(gradient, i -> -share * (x[i] + 6) - 4 * (1 - share) * (x[i] - 5));
            return sum;
        });
    }

    /** Means within 0.1 standard deviations, of 5.1: the weighted draws are worth thousands, so 0.03 is chance. */
    @Test
    void twoModesOfUnequalMass() {
        for (int n : new int[] {1, 3, 10}) {
            FitResult result = new TemperedMixture().fit(twoModes(n), STANDARD, new TestContext());
            double[] ratios = new double[result.draws().count()];
            Arrays.setAll(ratios, i -> result.draws().logP()[i] - result.draws().logQ()[i]);
            Psis psis = Psis.smooth(ratios);
            assertTrue(psis.kHat() < 0.5, n + " coordinates: k-hat " + psis.kHat());
            double mean = 0;
            for (int i = 0; i < ratios.length; i++) {
                mean += StrictMath.exp(psis.logWeights()[i]) * result.draws().points()[i][0];
            }
            assertEquals(0.7 * 5 - 0.3 * 6, mean, 0.3, n + " coordinates");
            assertTrue(result.findings().stream().anyMatch(one -> one.message().contains("around 2 peaks: 7")),
                    result.findings().toString());
        }
    }

    /** The start lies in the smaller mode, and is as narrow as that. */
    @Test
    void aStartInOneModeFindsTheOther() {
        FitResult result = new TemperedMixture().fit(twoModes(2), STANDARD,
                new TestContext().start(new double[] {-6, -6}, new double[] {1, 1}));
        long right = Arrays.stream(result.draws().points()).filter(point -> point[0] > 0).count();
        assertEquals(0.7, (double) right / result.draws().count(), 0.05);
    }
}
