package org.penumbra.diagnostics.invariance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.core.Workers;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** What a search may cost, where evaluations far from the draws cost far more than among them. */
class SearchBudgetTest {

    private static final int DIMENSION = 4;
    /** In evaluations among the draws. */
    private static final double BUDGET = 20_000;

    private static NormalMixture one() {
        return NormalMixture.diagonal(DIMENSION, new double[] {1}, new double[] {0}, new double[] {0.5}, 20);
    }

    private static Report assess(Target target, FitResult answer, Workers workers) {
        return new ModesDiagnostic().assess(target, answer, new Examination(RandomStream.of(3), workers,
                Cancellation.NEVER));
    }

    private static FitResult answer(NormalMixture target) {
        return target.answer(1, RandomStream.of(1));
    }

    private static double square(double[] x) {
        return Arrays.stream(x).map(each -> each * each).sum();
    }

    @Test
    void costlyPlacesDoNotMakeTheSearchCostly() {
        // 4 numbers and about as many more among the draws, which have a mean square of 1; up to 1e10 in the prior.
        CostlyTarget costly = new CostlyTarget(one(), x -> 4 * Math.pow(square(x), 3));
        Report report = assess(costly, answer(one()), Workers.SEQUENTIAL);
        assertEquals(0, report.measurements().getFirst().value());
        assertTrue(report.findings().stream().noneMatch(one -> one.trust() == Trust.DISTRUST));
        assertTrue(costly.total() < 12 * BUDGET, costly.total() + " numbers");
    }

    /** In most places an evaluation costs 25 times as much as among the draws, and climbs are slow there. */
    @Test
    void climbsThatAreBrokenOffAreTold() {
        Target slow = new CostlyTarget(one(), x -> square(x) > 10 ? 100 : 0);
        List<Finding> findings = assess(slow, answer(one()), Workers.SEQUENTIAL).findings();
        assertEquals(Trust.CAUTION, findings.getFirst().trust());
        assertTrue(findings.getFirst().message().contains("climbs were broken off"), findings.toString());
    }

    @Test
    void aSearchThatIsMadeWholeIsNotTold() {
        assertEquals(List.of(), assess(one(), answer(one()), Workers.SEQUENTIAL).findings());
    }

    @Test
    void threadsChangeNothing() {
        NormalMixture target = NormalMixture.diagonal(DIMENSION, new double[] {0.5, 0.5}, new double[] {-3, 4},
                new double[] {0.5, 0.4}, 6);
        CostlyTarget first = new CostlyTarget(target, SearchBudgetTest::square);
        CostlyTarget second = new CostlyTarget(target, SearchBudgetTest::square);
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            assertEquals(assess(first, answer(target), Workers.SEQUENTIAL), assess(second, answer(target), workers));
        }
        assertEquals(first.total(), second.total());
    }
}
