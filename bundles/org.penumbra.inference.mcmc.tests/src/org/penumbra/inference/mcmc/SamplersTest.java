package org.penumbra.inference.mcmc;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Options;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;

/** What every algorithm promises, for the simpler samplers. */
class SamplersTest {

    private static final Map<String, String> ONE = Map.of("samples", "1", "warmup", "0", "chains", "1");

    private static <O extends Record> void check(Class<? extends Algorithm<O>> type, Class<O> options,
            Map<String, String> given) {
        AlgorithmContract.of(() -> {
            try {
                return type.getConstructor().newInstance();
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(impossible);
            }
        }, Options.read(options, "it", given), Options.read(options, "it", ONE))
                .expecting(Expectation.EXACT.withoutObjective()).check();
    }

    @Test
    void hmcKeepsTheContract() {
        check(Hmc.class, Hmc.Options.class, Map.of("samples", "1000", "warmup", "300"));
    }

    @Test
    void randomWalkKeepsTheContract() {
        check(RandomWalk.class, RandomWalk.Options.class, Map.of("samples", "2000", "warmup", "500"));
    }

    @Test
    void sliceKeepsTheContract() {
        check(Slice.class, Slice.Options.class, Map.of("samples", "2000", "warmup", "300"));
    }
}
