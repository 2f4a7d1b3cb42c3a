package org.penumbra.optimizers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.testing.OptimizerContract;

/** Every optimiser keeps the contract and finds the top of a quadratic with condition number 200. */
class ContractsTest {

    @Test
    void adam() {
        OptimizerContract.check(new Adam(), Given.options(Adam.Options.class)).climbs(2000, 1e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "exponential", "cosine", "polynomial", "one_cycle", "plateau"})
    void adamWithSchedules(String schedule) {
        OptimizerContract.check(new Adam(), Given.options(Adam.Options.class, "lr", 0.1, "schedule", schedule,
                "warmup", 5, "clipNorm", 5.0)).climbs(3000, 2e-2);
    }

    /** Decay keeps the coordinate of least curvature, 0.1, off its top by decay over curvature. */
    @Test
    void adamW() {
        OptimizerContract.check(new AdamW(), Given.options(AdamW.Options.class, "decay", 0.0)).climbs(2000, 1e-3);
        OptimizerContract.check(new AdamW(), Given.options(AdamW.Options.class));
    }

    @Test
    void clippedAdam() {
        OptimizerContract.check(new ClippedAdam(), Given.options(ClippedAdam.Options.class, "clipValue", 0.5,
                "lrd", 0.999)).climbs(2000, 1e-3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rmsProp(boolean centered) {
        OptimizerContract.check(new RmsProp(), Given.options(RmsProp.Options.class, "momentum", 0.5, "centered",
                centered, "schedule", "cosine")).climbs(2000, 1e-2);
    }

    @Test
    void adagrad() {
        OptimizerContract.check(new Adagrad(), Given.options(Adagrad.Options.class)).climbs(500, 1e-3);
    }

    @Test
    void adagradRmsProp() {
        OptimizerContract.check(new AdagradRmsProp(), Given.options(AdagradRmsProp.Options.class)).climbs(5000, 1e-2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sgd(boolean nesterov) {
        OptimizerContract.check(new Sgd(), Given.options(Sgd.Options.class, "lr", 0.05, "momentum", 0.8, "nesterov",
                nesterov)).climbs(1500, 1e-3);
    }

    /** A quadratic of 4 dimensions takes a quasi-Newton method some tens of steps; damping costs more of them. */
    @ParameterizedTest
    @CsvSource({"true, 10, 40", "true, 2, 80", "false, 10, 150", "false, 2, 300"})
    void lbfgs(boolean lineSearch, int memory, int steps) {
        OptimizerContract.check(new Lbfgs(), Given.options(Lbfgs.Options.class, "lineSearch", lineSearch, "memory",
                memory)).climbs(steps, 1e-6);
    }

    @Test
    void dog() {
        OptimizerContract.check(new Dog(), Given.options(Dog.Options.class)).climbs(5000, 2e-2);
    }

    @Test
    void dowg() {
        OptimizerContract.check(new Dowg(), Given.options(Dowg.Options.class)).climbs(5000, 2e-2);
    }
}
