package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.session.DiscreteSummary;

class DiscreteTableTest {

    @Test
    void showsProbabilitiesOfFewValuesAndTheModeOfMany() {
        double[] many = new double[40];
        Arrays.fill(many, 0.2 / 39);
        many[17] = 0.8;
        Golden.check("discrete.txt", DiscreteTable.of(List.of(new DiscreteSummary("z[1]", 1, new double[] {0.9, 0.1}),
                new DiscreteSummary("z[10]", 1, new double[] {0.0004, 0.9996}), new DiscreteSummary("tau", 1, many),
                new DiscreteSummary("occupied", 0, new double[] {0.25, 0.75}),
                new DiscreteSummary("unknown", 0, new double[] {Double.NaN, Double.NaN})), List.of()));
    }

    @Test
    void saysNothingWhereNothingIsDiscrete() {
        assertEquals("", DiscreteTable.of(List.of(), List.of()));
    }
}
