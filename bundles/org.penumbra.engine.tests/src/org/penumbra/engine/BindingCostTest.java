package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Target;

/** What depends on data alone is computed at binding, at a cost that grows with the rows and not with their square. */
class BindingCostTest {

    private static final int ROWS = 20_000;

    /** Linear, this takes a tenth of a second; a mean for each deviation took minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void standardisedInputsTakeTheirMomentsOnce() {
        double[] x = new double[ROWS];
        Arrays.setAll(x, i -> i % 7);
        ModelText model = new ModelText("""
                data n : int  data x : real[n]
                b ~ Normal(0, 1)
                factor b * sum((x - mean(x)) / sd(x)) + b * sd(x)""").with("x", x);
        Target target = assertTimeoutPreemptively(PATIENCE, () -> model.compile().target());
        double[] gradient = new double[1];
        target.logDensityAndGradient(new double[1], gradient);
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(one -> (one - mean) * (one - mean)).sum() / (ROWS - 1);
        assertEquals(Math.sqrt(variance), gradient[0], 1e-9);
    }
}
