package org.penumbra.inference.svi;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;

class SviContractTest {

    private static final int PARTICLES = 8;

    /** As AutoNormal begins: at the median of the prior, one tenth wide. */
    private static Guide guide(Target target, Start start) {
        return new MeanFieldNormal(start.point(target, Initialization.MEDIAN),
                start.scales(target.dimension(), 0.1));
    }

    private static Svi.Options options(long steps) {
        return new Svi.Options(steps, 2000, true, 100_000, 0.05);
    }

    @Test
    void keepsTheContractOfAlgorithms() {
        AlgorithmContract.of(Svi::new, options(3000), options(1))
                .with(context -> context.parts(SviContractTest::guide,
                        (target, guide, workers) -> new PathElbo(target, guide, PARTICLES),
                        (size, steps) -> new FallingRate(0.03, 0.001)))
                .expecting(Expectation.INDEPENDENT).check();
    }
}
