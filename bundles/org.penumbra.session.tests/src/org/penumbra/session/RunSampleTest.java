package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

class RunSampleTest {

    /** The fake target draws its prior as it says: the sample holds what its site map makes of it, value by value. */
    @Test
    void drawsOfThePriorAreOnTheScaleOfTheModel() {
        Target target = new FakeTarget();
        PriorSample sample = PriorSample.of(target, 5, RandomStream.of(3));
        double[] x = new double[1];
        double[] values = new double[target.sites().valueCount()];
        RandomStream random = RandomStream.of(3);
        for (int draw = 0; draw < 5; draw++) {
            target.samplePrior(random, x);
            target.sites().constrain(x, values);
            for (int i = 0; i < values.length; i++) {
                assertEquals(values[i], sample.values(i)[draw]);
            }
        }
        assertEquals(5, sample.count());
        assertEquals(values.length, sample.names().size());
        assertEquals(target.sites().valueName(0), sample.names().getFirst());
        assertEquals(Optional.empty(), sample.chains());
    }

    @Test
    void namesOfElementsStayAsTheyWereStored() {
        List<RunVariable> variables = RunVariable.ofNames(List.of("mu", "theta[1]", "theta[2]"));
        assertEquals(List.of("mu", "theta"), variables.stream().map(RunVariable::name).toList());
        double[] expected = {0, 1};
        assertArrayEquals(expected, variables.stream().mapToDouble(RunVariable::offset).toArray());
    }
}
