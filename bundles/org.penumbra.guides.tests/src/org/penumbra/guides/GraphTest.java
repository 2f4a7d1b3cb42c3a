package org.penumbra.guides;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

/** The graph of a model, found from outside, and what sparse guides make of it. */
class GraphTest {

    /** An autoregression: the precision is tridiagonal although all coordinates are correlated. */
    private static KnownGaussian chain(int n) {
        double[] sd = new double[n];
        Arrays.fill(sd, 1);
        return KnownGaussian.correlated(0, new double[n], sd, 0.9);
    }

    private static BitSet[] graph(int nodes, int[]... links) {
        BitSet[] graph = new BitSet[nodes];
        Arrays.setAll(graph, i -> new BitSet());
        for (int[] link : links) {
            graph[link[0]].set(link[1]);
            graph[link[1]].set(link[0]);
        }
        return graph;
    }

    @Test
    void aChainIsFound() {
        double[] scales = new double[6];
        Arrays.fill(scales, 0.5);
        BitSet[] found = Couplings.of(chain(6), new double[6], scales, RandomStream.of(1));
        assertArrayEquals(graph(6, new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}}), found);
    }

    @Test
    void aChainHasNoFillInAndALoopHas() {
        Elimination chain = Elimination.of(graph(4, new int[][] {{0, 1}, {1, 2}, {2, 3}}));
        assertEquals(3, links(chain));
        Elimination loop = Elimination.of(graph(4, new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 0}}));
        assertEquals(5, links(loop));
    }

    /** The centre of a star goes last, although it is the first node: eliminated first, it would link all others. */
    @Test
    void aHubIsDrawnBeforeWhatHangsOnIt() {
        Elimination star = Elimination.of(graph(5, new int[][] {{0, 1}, {0, 2}, {0, 3}, {0, 4}}));
        assertEquals(4, links(star));
        assertTrue(Arrays.stream(star.order()).limit(2).anyMatch(node -> node == 0));
    }

    @Test
    void parentsAreDrawnBefore() {
        RandomStream random = RandomStream.of(3);
        BitSet[] graph = graph(30);
        for (int k = 0; k < 60; k++) {
            int a = random.nextInt(30);
            int b = random.nextInt(30);
            if (a != b) {
                graph[a].set(b);
                graph[b].set(a);
            }
        }
        for (Elimination some : new Elimination[] {Elimination.of(graph), Elimination.inOrder(graph)}) {
            BitSet drawn = new BitSet();
            for (int node : some.order()) {
                for (int parent : some.parents()[node]) {
                    assertTrue(drawn.get(parent));
                }
                assertFalse(drawn.get(node));
                drawn.set(node);
            }
            assertEquals(30, drawn.cardinality());
        }
    }

    private static int links(Elimination elimination) {
        return Arrays.stream(elimination.parents()).mapToInt(some -> some.length).sum();
    }

    /** In the order of the draws each z is normal given the one before, with slope 0.9 and variance 0.19: exact. */
    @Test
    void theSparseFamilyHoldsTheChainExactly() {
        int n = 8;
        Guide guide = new AutoStructured().create(chain(n), Options.read(AutoStructured.Options.class, "guide",
                Map.of()), Start.cold(RandomStream.of(1)).at(new double[n]));
        assertEquals(2 * n + n - 1, guide.parameters().length);
        double innovation = Math.sqrt(0.19);
        for (int i = 0; i < n; i++) {
            guide.parameters()[n + i] = i == 0 ? 0 : Math.log(innovation);
        }
        for (int i = 1; i < n; i++) {
            guide.parameters()[2 * n + i - 1] = 0.9 * (i == 1 ? 1 : innovation) / innovation;
        }
        double[] x = {0.3, -1, 2, 0.5, 0.1, -0.7, 1.2, 0};
        assertEquals(chain(n).logDensity(x), guide.logDensity(x), 1e-10);
    }

    @Test
    void theSparseGuideOfALongChainIsSmall() {
        Guide guide = new AutoGaussian().create(chain(60), Options.read(AutoGaussian.Options.class, "guide", Map.of()),
                Start.cold(RandomStream.of(1)).at(new double[60]));
        assertEquals(2 * 60 + 59, guide.parameters().length);
    }
}
