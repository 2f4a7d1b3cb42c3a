package org.penumbra.inference.mcmc;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Options;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;

class NutsTest {

    static Nuts.Options options(Map<String, ?> given) {
        return Options.read(Nuts.Options.class, "NUTS", given);
    }

    @Test
    void keepsTheContract() {
        AlgorithmContract.of(Nuts::new, options(Map.of("samples", "1000", "warmup", "300")),
                options(Map.of("samples", "1", "warmup", "0", "chains", "1")))
                .expecting(Expectation.EXACT.withoutObjective()).check();
    }
}
