package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Plate;
import org.penumbra.inference.Target;

/** Plates that cannot be subsampled, and names that are no plates, are refused at their place. */
class SubsampleRefusalsTest {

    private static final ModelText SERIES = new ModelText("""
            data S : int  data y : real[S, 3]
            r ~ Normal(0, 0.5)
            plate series: s in 1..S {
              x[s, 1] = r
              for t in 2..3 { x[s, t] = r * x[s, t - 1] + y[s, t - 1] }
            }
            factor -sum(x) ^ 2""").shaped("y", List.of(2, 3), 1, 2, 3, 4, 5, 6);

    private static final ModelText SWITCH = new ModelText("""
            data n : int  data y : real[n]
            m : real[2] ~ Normal(0, 1)
            w ~ Bernoulli(0.5)
            plate row: i in 1..n { y[i] ~ Normal(m[w + 1], 1) }
            """).with("y", 1, 2, 3);

    @Test
    void unknownPlates() {
        refused(SWITCH, Map.of("rwo", 1), "error [PEN-2950] a plate of the model is expected, found 'rwo'. Did you "
                + "mean row? Name it by its label, its index or its size, as in plate image: i in 1..n.");
        refused(SERIES, Map.of("t", 1), "found 't'");
    }

    @Test
    void moreRowsThanThereAre() {
        refused(SWITCH, Map.of("row", 4), "test.penumbra:5:1: error [PEN-2951] a minibatch of the plate 'row' has from "
                + "1 to 3 rows, found 4.");
        refused(SWITCH, Map.of("row", 0), "PEN-2951");
    }

    @Test
    void onePlateByTwoNames() {
        refused(SWITCH, Map.of("row", 1, "i", 2), "test.penumbra:5:1: error [PEN-2950]");
    }

    @Test
    void rowsThatShareADiscreteSite() {
        refused(SWITCH, Map.of("row", 1), "error [PEN-2952] the rows of the plate 'row' cannot be drawn one without the"
                + " other: ");
    }

    @Test
    void rowsThatAreReadTogether() {
        refused(SERIES, Map.of("series", 1), "test.penumbra:8:1: error [PEN-2952] the rows of the plate 'series' cannot"
                + " be drawn one without the other: 'x' is computed in each of its rows and read outside of it.");
    }

    @Test
    void rowsThatNeedOneAnother() {
        ModelText walk = new ModelText("""
                data n : int  data y : real[n]
                r ~ Normal(0, 0.5)
                x[1] = r
                plate i in 2..n { x[i + 0] = r * x[i - 1]  y[i] ~ Normal(x[i], 1) }
                """).with("y", 1, 2, 3);
        refused(walk, Map.of("i", 1), "PEN-2952");
    }

    @Test
    void platesTellWhetherTheyCan() {
        List<Plate> plates = SERIES.compile().target().plates();
        assertEquals(List.of("series"), plates.stream().map(Plate::name).toList());
        assertTrue(plates.getFirst().obstacle().contains("read outside of it"), plates.getFirst().obstacle());
        Plate open = new ModelText("""
                data n : int  data y : real[n]
                mu ~ Normal(0, 1)
                plate i in 1..n { y[i] ~ Normal(mu, 1) }""").with("y", 1, 2, 3).compile().target().plates().getFirst();
        assertEquals(new Plate("i", 3, ""), open);
        assertTrue(open.canBeSubsampled());
    }

    private static void refused(ModelText model, Map<String, Integer> sizes, String message) {
        Target target = model.compile().target();
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> target.subsample(sizes, Sampling.INDEPENDENT));
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
