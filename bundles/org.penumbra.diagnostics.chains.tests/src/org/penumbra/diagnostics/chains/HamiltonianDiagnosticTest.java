package org.penumbra.diagnostics.chains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.diagnostics.chains.Made.assess;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;

class HamiltonianDiagnosticTest {

    private static final int DRAWS = 400;
    private final HamiltonianDiagnostic diagnostic = new HamiltonianDiagnostic();

    private FitResult with(double[][] points, double[] divergent, double[] depths, double memory) {
        return Made.result(4, points, List.of(new Statistic(Statistic.DIVERGENT, divergent),
                new Statistic(Statistic.TREE_DEPTH, depths),
                new Statistic(Statistic.ENERGY, Made.autoregression(DRAWS, memory, 3))));
    }

    private static double[] all(double value) {
        double[] all = new double[DRAWS];
        Arrays.fill(all, value);
        return all;
    }

    @Test
    void freeChainsRaiseNothing() {
        Report report = assess(diagnostic, with(Made.points(4, 100, 0, 0), all(0), all(3), 0));
        assertEquals(List.of(), report.findings());
        assertEquals(0, Made.measurement(report, "divergences"));
        assertEquals(2, Made.measurement(report, "eBfmi"), 0.5);
    }

    /** The draws with the smallest second value diverge: that is what the finding has to say. */
    @Test
    void divergencesAreCountedAndPlaced() {
        double[][] points = Made.points(4, 100, 0, 0);
        double[] divergent = new double[DRAWS];
        int count = 0;
        for (int i = 0; i < DRAWS; i++) {
            divergent[i] = points[i][1] < -1 ? 1 : 0;
            count += points[i][1] < -1 ? 1 : 0;
        }
        Report report = assess(diagnostic, with(points, divergent, all(3), 0));
        assertEquals(Trust.DISTRUST, report.findings().getFirst().trust());
        String message = report.findings().getFirst().message();
        assertTrue(message.startsWith(count + " of 400 draws were divergent, mostly where x2 is small"), message);
    }

    /** Divergences at random places are not said to be anywhere. */
    @Test
    void scatteredDivergencesHaveNoPlace() {
        double[] divergent = new double[DRAWS];
        for (int i = 0; i < DRAWS; i += 40) {
            divergent[i] = 1;
        }
        String message = assess(diagnostic, with(Made.points(4, 100, 0, 0), divergent, all(3), 0)).findings()
                .getFirst().message();
        assertFalse(message.contains("mostly"), message);
    }

    @Test
    void saturationAndSlowEnergiesAreCautions() {
        Report report = assess(diagnostic, with(Made.points(4, 100, 0, 0), all(0), all(10), 0.97));
        assertEquals(1, Made.measurement(report, "treeDepthSaturated"));
        assertEquals(2, report.findings().size(), report.findings().toString());
        assertTrue(report.findings().stream().allMatch(one -> one.trust() == Trust.CAUTION));
    }
}
