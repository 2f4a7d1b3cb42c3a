package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

class GuideBlockTest {

    @Test
    void aNormalGuideOfANormal() {
        GuideBlockContract.check(new ModelText("mu ~ Normal(0, 1)",
                "guide G for M { param m : real = 0.3  param s : positive = 2  mu ~ Normal(m, s) }"));
    }

    @Test
    void theCanonicalGuide() {
        GuideBlockContract.check(rugged());
    }

    private static ModelText rugged() {
        return new ModelText("""
                a     ~ Normal(0, 10)
                bA    ~ Normal(0, 1)
                bR    ~ Normal(0, 1)
                bAR   ~ Normal(0, 1)
                sigma ~ Uniform(0, 10)
                """, """
                guide RuggedGuide for M {
                  param loc   : real[4]        = 0
                  param scale : covCholesky[4] = identity(4)
                  a, bA, bR, bAR ~ MultivariateNormal(loc, scaleTril = scale)     // scalar sites drawn jointly
                  param m : real = 0
                  param s : positive = 0.1
                  sigma ~ Transformed(Normal(m, s), intervalTransform(0, 10))
                }
                """);
    }
}
