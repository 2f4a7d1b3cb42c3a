package org.penumbra.engine;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.testing.GuideContract;

/** The promises that every guide makes, by guide blocks for a vector as long as the target has coordinates. */
class GuideBlockPromisesTest {

    private record NoOptions() {
    }

    /** @param text of a guide whose first parameters are the location, and the next ones the logs of the scales */
    private static GuideFamily<NoOptions> family(String text) {
        return new GuideFamily<>() {
            @Override
            public Guide create(Target target, NoOptions options, Start start) {
                int n = target.dimension();
                Guide guide = new ModelText("data n : int  x : real[n] ~ Normal(0, 1)",
                        "guide G for M { " + text + " }")
                        .scalar("n", n).guide().guide();
                start.given().ifPresent(point -> {
                    double[] scales = start.scales(n, 1);
                    for (int i = 0; i < n; i++) {
                        guide.parameters()[i] = point[i];
                        guide.parameters()[n + i] = Math.log(scales[i]);
                    }
                });
                return guide;
            }
        };
    }

    @Test
    void independentNumbers() {
        GuideContract.check(family("param m : real[n] = 0  param s : positive[n] = 1  x ~ Normal(m, s)"),
                new NoOptions());
    }

    @Test
    void aTransformedBase() {
        GuideContract.check(family("param m : real[n] = 0  param s : positive[n] = 1"
                + "  plate i in 1..n { x[i] ~ Transformed(Logistic(m[i], s[i]), affine(0, 1)) }"), new NoOptions());
    }

    @Test
    void aVectorWithAScaleOfItsOwn() {
        GuideContract.check(family("param m : real[n] = 0  param s : positive[n] = 1  param c : corrCholesky[n]"
                + "  x ~ MultivariateNormal(m, scaleTril = diagMatrix(s) @ c)"), new NoOptions());
    }
}
