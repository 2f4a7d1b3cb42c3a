package org.penumbra.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Target.Contribution;
import org.penumbra.math.RandomStream;

class InitialPointTest {

    @Test
    void isTheMedianOfTwoHundredAndOnePriorDraws() {
        SmallTarget target = target(x -> 0.0, "");
        double[][] draws = new double[2][201];
        RandomStream random = RandomStream.of(7);
        double[] x = new double[2];
        for (int i = 0; i < 201; i++) {
            target.samplePrior(random, x);
            draws[0][i] = x[0];
            draws[1][i] = x[1];
        }
        double[] start = InitialPoint.median(target, RandomStream.of(7));
        for (int i = 0; i < 2; i++) {
            Arrays.sort(draws[i]);
            assertEquals(draws[i][100], start[i]);
        }
        assertEquals(1, target.evaluations);
    }

    @Test
    void sameSeedSameStart() {
        assertArrayEquals(InitialPoint.median(target(x -> 0.0, ""), RandomStream.of(3)),
                InitialPoint.median(target(x -> 0.0, ""), RandomStream.of(3)));
    }

    @Test
    void goesOnToSinglePriorDraws() {
        SmallTarget target = target(x -> x[0] > 11 ? 0.0 : Double.NaN, "");
        double[] start = InitialPoint.median(target, RandomStream.of(1));
        assertTrue(start[0] > 11 && start[0] < 15, "start " + start[0]);
        assertTrue(start[1] < -5, "from the prior");
        assertTrue(target.evaluations > 1 && target.evaluations <= 101);
    }

    @Test
    void goesOnToUniformDrawsWhereThePriorFails() {
        SmallTarget target = target(x -> Math.abs(x[0]) < 2 ? 0.0 : Double.NEGATIVE_INFINITY, "");
        double[] start = InitialPoint.median(target, RandomStream.of(1));
        assertTrue(Math.abs(start[0]) < 2 && Math.abs(start[1]) < 2);
        assertEquals(102, target.evaluations);
    }

    @Test
    void namesTheStatementThatIsNotDefined() {
        PenumbraException failure = failure(target(x -> Double.NaN, "scale = -0.41 at y[3], expected positive"));
        assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
        assertEquals("error [PEN-3001] y: the log density is NaN at every one of 201 starting points, first at the"
                + " median of the prior, where this statement gives NaN: scale = -0.41 at y[3], expected positive."
                + " Check the data, and give the latent sites priors or types that keep every parameter in its"
                + " support.",
                failure.getMessage());
    }

    @Test
    void tellsImpossibleFromUndefined() {
        assertTrue(failure(target(x -> Double.NEGATIVE_INFINITY, "")).getMessage().contains(
                "y: the log density is -Infinity at every one of 201 starting points"));
        assertTrue(failure(target(x -> x[0] > 10 ? Double.NaN : Double.NEGATIVE_INFINITY, "")).getMessage().contains(
                "the log density or its gradient is not finite at every one of 201 starting points"));
    }

    @Test
    void namesTheSiteWithoutADerivative() {
        SmallTarget target = new SmallTarget() {
            @Override
            double slope(int i, double[] x) {
                return i == 1 ? Double.NaN : 0;
            }

            @Override
            public List<Contribution> contributions(double[] x) {
                return List.of(new Contribution("a", -1, ""));
            }
        };
        PenumbraException failure = failure(target);
        assertEquals("b[1]", failure.problems().getFirst().origin());
        assertTrue(failure.getMessage().contains("the derivative with respect to b[1] is NaN"), failure.getMessage());
    }

    private static PenumbraException failure(SmallTarget target) {
        return assertThrows(PenumbraException.class, () -> InitialPoint.median(target, RandomStream.of(1)));
    }

    /** Site {@code a} is always fine; the statement {@code y} contributes what {@code density} says. */
    private static SmallTarget target(Function<double[], Double> density, String detail) {
        return new SmallTarget() {
            @Override
            public List<Contribution> contributions(double[] x) {
                return List.of(new Contribution("a", -1, ""), new Contribution("y", density.apply(x), detail));
            }
        };
    }
}
