package org.penumbra.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.math.RandomStream;

class InitializationTest {

    record Starting(Initialization init, String initValues) implements StartingOptions {
    }

    /** A density that is defined where {@code where} holds; draws from the prior are near (10, -10). */
    private static SmallTarget target(Predicate<double[]> where) {
        return new SmallTarget() {
            @Override
            public List<Contribution> contributions(double[] x) {
                return List.of(new Contribution("a", where.test(x) ? 0.0 : Double.NaN, "out of bounds"));
            }
        };
    }

    private static double[] find(Initialization strategy, Predicate<double[]> where) {
        return strategy.find(target(where), RandomStream.of(5));
    }

    @Test
    void theMeanIsThatOfTheDraws() {
        RandomStream random = RandomStream.of(5);
        double[] sum = new double[2];
        double[] x = new double[2];
        for (int i = 0; i < 201; i++) {
            target(y -> true).samplePrior(random, x);
            sum[0] += x[0];
            sum[1] += x[1];
        }
        assertArrayEquals(new double[] {sum[0] / 201, sum[1] / 201}, find(Initialization.MEAN, y -> true), 1e-12);
    }

    @Test
    void aSampleIsTheFirstDraw() {
        double[] x = new double[2];
        target(y -> true).samplePrior(RandomStream.of(5), x);
        assertArrayEquals(x, find(Initialization.SAMPLE, y -> true));
    }

    @Test
    void uniformStaysWithinTwo() {
        RandomStream random = RandomStream.of(5);
        double[] x = find(Initialization.UNIFORM, y -> true);
        assertArrayEquals(new double[] {4 * random.nextDouble() - 2, 4 * random.nextDouble() - 2}, x);
    }

    @Test
    void feasibleIsTheMiddleAndThenAroundIt() {
        assertArrayEquals(new double[] {0, 0}, find(Initialization.FEASIBLE, y -> true));
        double[] jittered = find(Initialization.FEASIBLE, y -> y[0] != 0);
        assertTrue(Math.abs(jittered[0]) <= 0.02 && Math.abs(jittered[1]) <= 0.02, "as near as it can be");
    }

    @ParameterizedTest
    @EnumSource
    void eachGoesOnToPriorAndUniform(Initialization strategy) {
        assertTrue(find(strategy, x -> x[0] > 9)[0] > 9);
        assertTrue(Math.abs(find(strategy, x -> Math.abs(x[0]) < 2)[0]) < 2);
    }

    @ParameterizedTest
    @EnumSource
    void eachNamesTheSiteWhenNothingIsFound(Initialization strategy) {
        PenumbraException failure = assertThrows(PenumbraException.class, () -> find(strategy, x -> false));
        assertEquals("error [PEN-3001] a: the log density is NaN at every one of 201 starting points, first at "
                + strategy.place() + ", where this statement gives NaN: out of bounds. Check the data, and give the"
                + " latent sites priors or types that keep every parameter in its support.", failure.getMessage());
    }

    @Test
    void valuesReplaceWhatTheStrategyFinds() {
        Start cold = Start.cold(RandomStream.of(5));
        double[] x = new Starting(Initialization.FEASIBLE, " b = 3.5 ").point(target(y -> true), cold);
        assertArrayEquals(new double[] {0, 3.5}, x);
        assertArrayEquals(new double[] {-1, 2},
                new Starting(Initialization.FEASIBLE, "a=-1, b[1] = [2]").point(target(y -> true), cold));
    }

    @Test
    void valuesReplaceThoseOfAWarmStart() {
        Start warm = Start.cold(RandomStream.of(5)).at(new double[] {7, 8});
        Starting named = new Starting(Initialization.MEDIAN, "a = 1");
        assertArrayEquals(new double[] {1, 8}, named.point(target(y -> true), warm));
        assertArrayEquals(new double[] {7, 8},
                new Starting(Initialization.MEDIAN, "").point(target(y -> false), warm), "taken as it is");
        PenumbraException failure = assertThrows(PenumbraException.class,
                () -> named.point(target(y -> false), warm));
        assertTrue(failure.getMessage().startsWith("error [PEN-3001] a: the log density is NaN at the starting point,"
                + " first at the given point"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "aa = 1|PEN-3031|there is no latent site 'aa'. Did you mean a, b?",
        "zzzzzzz = 1|PEN-3031|there is no latent site 'zzzzzzz'. Latent sites: a, b.",
        "b[2] = 1|PEN-3031|there is no latent site 'b[2]'. Did you mean b",
        "a = x|PEN-3030|expected a number, found 'x'. Write values as in",
        "a 1|PEN-3030|expected 'name = value', found 'a 1'.",
        "a = 1, a = 2|PEN-3030|'a' is given twice.",
        "b = [1, 2]|PEN-3032|b has 1 values, found 2."})
    void saysWhatIsWrongWithValues(String values, String code, String complaint) {
        PenumbraException wrong = assertThrows(PenumbraException.class,
                () -> new Starting(Initialization.MEDIAN, values).point(target(y -> true),
                        Start.cold(RandomStream.of(5))));
        assertEquals(ExitCode.USAGE, wrong.exitCode());
        assertTrue(wrong.getMessage().startsWith("error [" + code + "] initValues: " + complaint),
                wrong.getMessage());
    }
}
