package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.compiler.BoundArray;
import org.penumbra.math.RandomStream;

/** The site {@code scale} of {@link FakeTarget} is exp(x); its deterministic site has no rank. */
class PosteriorRanksTest {

    private Replication.Answered ranks(double truth, double[] logs, double... weights) {
        double[][] points = new double[logs.length][];
        for (int i = 0; i < logs.length; i++) {
            points[i] = new double[] {logs[i]};
        }
        Map<String, BoundArray> drawn = Map.of("scale", new BoundArray(List.of(), new double[] {truth}, k -> ""));
        return new PosteriorRanks(new FakeTarget(), drawn).of(points,
                weights.length == 0 ? Weights.equal(logs.length) : new Weights(weights, true), RandomStream.of(1),
                true);
    }

    /** (r + u) / (n + 1). */
    @Test
    void drawsThatCountAlikeGiveARank() {
        double u = RandomStream.of(1).nextDouble();
        assertArrayEquals(new double[] {(2 + u) / 5}, ranks(1, new double[] {-1, 2, -3, 0.5}).probabilities(), 1e-15);
        assertArrayEquals(new double[] {u / 3}, ranks(1e-9, new double[] {-1, 2}).probabilities(), 1e-15);
        assertArrayEquals(new double[] {(2 + u) / 3}, ranks(1e9, new double[] {-1, 2}).probabilities(), 1e-15);
    }

    @Test
    void weightsCount() {
        double u = RandomStream.of(1).nextDouble();
        assertArrayEquals(new double[] {(2 * 0.9 + u) / 3}, ranks(1, new double[] {-1, 2}, 0.9, 0.1).probabilities(),
                1e-15);
    }

    /** A value equal to all draws lies anywhere among them. */
    @Test
    void tiesAreBrokenByChance() {
        Replication.Answered tied = ranks(1, new double[] {0, 0, 0});
        assertEquals(RandomStream.of(1).nextDouble(), tied.probabilities()[0], 1e-15);
        assertFalse(tied.varies()[0]);
        assertTrue(ranks(1, new double[] {0, 0, 1}).varies()[0]);
    }

    @Test
    void aDrawThatIsNoNumberIsSeen() {
        assertFalse(ranks(1, new double[] {0.5, Double.NaN}).isKnown());
        assertTrue(ranks(1, new double[] {0.5, 1}).isKnown());
    }
}
