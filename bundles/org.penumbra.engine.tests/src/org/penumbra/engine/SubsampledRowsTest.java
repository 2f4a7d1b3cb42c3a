package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.penumbra.engine.SubsampleTest.schools;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Which rows a minibatch draws, and who sees them. */
class SubsampledRowsTest {

    @Test
    void theSameRowsForTheSameStream() {
        Target target = schools("theta[j] ~ Normal(mu, tau)").compile().target();
        for (Sampling sampling : Sampling.values()) {
            assertArrayEquals(path(target, sampling), path(target, sampling), 0.0);
        }
    }

    private static double[] path(Target target, Sampling sampling) {
        Minibatch batch = target.subsample(Map.of("j", 2), sampling);
        RandomStream random = RandomStream.of(3);
        double[] x = TargetContract.point(batch, 2);
        double[] path = new double[30];
        for (int k = 0; k < path.length; k++) {
            batch.draw(random);
            path[k] = batch.logDensity(x);
        }
        return path;
    }

    @Test
    void aPassSeesEachRowOnce() {
        Minibatch batch = schools("theta[j] ~ Normal(mu, tau)").compile().target().subsample(Map.of("j", 2),
                Sampling.PASSES);
        assertEquals(3, batch.drawsPerPass());
        RandomStream random = RandomStream.of(4);
        double[] x = TargetContract.point(batch, 2);
        double[] gradient = new double[7];
        double[] seen = new double[5];
        for (int draw = 1; draw <= 50; draw++) { // five draws of two rows are two passes
            batch.draw(random);
            batch.logDensityAndGradient(x, gradient);
            for (int j = 0; j < 5; j++) {
                seen[j] += gradient[2 + j] == 0 ? 0 : 1;
            }
            if (draw % 5 == 0) {
                double passes = 2.0 * draw / 5;
                assertArrayEquals(new double[] {passes, passes, passes, passes, passes}, seen, 0.0);
            }
        }
    }

    @Test
    void passesGoOnFromTheirState() {
        Target target = schools("theta[j] ~ Normal(mu, tau)").compile().target();
        Minibatch first = target.subsample(Map.of("j", 2), Sampling.PASSES);
        first.draw(RandomStream.of(1));
        Minibatch second = target.subsample(Map.of("j", 2), Sampling.PASSES);
        second.restore(first.state());
        double[] x = TargetContract.point(target, 2);
        for (int k = 0; k < 10; k++) {
            first.draw(RandomStream.of(k));
            second.draw(RandomStream.of(k));
            assertEquals(first.logDensity(x), second.logDensity(x), 0.0);
        }
    }

    @Test
    void forksSeeTheRowsThatWereDrawn() {
        Minibatch batch = schools("theta[j] ~ Normal(mu, tau)").compile().target().subsample(Map.of("j", 2),
                Sampling.INDEPENDENT);
        Minibatch fork = batch.fork();
        double[] x = TargetContract.point(batch, 2);
        for (int k = 0; k < 10; k++) {
            batch.draw(RandomStream.of(k));
            assertEquals(batch.logDensity(x), fork.logDensity(x), 0.0);
        }
    }

    @Test
    void thePriorOfAMinibatchHasItsRows() {
        Target target = schools("theta[j] ~ Normal(mu, tau)").compile().target();
        Minibatch batch = target.subsample(Map.of("j", 2), Sampling.INDEPENDENT);
        Target prior = batch.prior().orElseThrow();
        double[] x = TargetContract.point(batch, 2);
        double[] joint = new double[7];
        double[] own = new double[7];
        for (int k = 0; k < 10; k++) {
            batch.draw(RandomStream.of(k));
            batch.logDensityAndGradient(x, joint);
            prior.logDensityAndGradient(x, own);
            for (int j = 2; j < 7; j++) {
                assertEquals(joint[j] == 0, own[j] == 0);
            }
        }
    }
}
