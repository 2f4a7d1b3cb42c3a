package org.penumbra.inference.laplace;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.GuideDraws;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.normal.DenseNormal;

/**
 * The Laplace approximation (Tierney and Kadane 1986): the mode of the log density in free coordinates, and the normal
 * whose precision is the negative Hessian there. Its integral estimates the evidence; measured as
 * {@code laplaceLogEvidence}.
 *
 * <p>CONVERGED when the climb is at rest ({@link org.penumbra.inference.ascent.Lbfgs}) at a point where the density
 * falls in every direction; the precision takes n^2 numbers and n^3 operations.
 */
public final class Laplace implements Algorithm<Laplace.Options> {

    private static final long DRAWS_STREAM = 0x4c504c5f44524157L;
    static final int VERSION = 1;
    /** A cancelled run spends no more than so many draws. */
    private static final int DRAWS_WHEN_CANCELLED = 100;

    /**
     * @param iterations at most
     * @param draws final draws
     */
    public record Options(
            @Option(label = "Iterations", help = "Iterations of the climb to the mode, at most. Take more when a "
                    + "finding says that it was not reached.",
                    value = "1000", min = 1, max = 1e9) long iterations,
            @Option(label = "Draws", help = "Draws from the fitted normal, for the posterior table, the final ELBO and "
                    + "k-hat. They do not change the fit.",
                    value = "5000", min = 1, max = 1e8) int draws) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        double[] start = context.resume().isPresent() ? new double[target.dimension()]
                : context.start().point(target, Initialization.MEDIAN);
        Climb climb = new Climb(target, start, options.iterations());
        context.resume().ifPresent(state -> climb.restore(new StateReader("Laplace", VERSION, state)));
        Status end = climb.run(context);
        double[] scales = context.start().scales(target.dimension(), 1);
        if (end == Status.CANCELLED) {
            return conclude(target, options, context, climb, Top.unknown(climb, scales), end);
        }
        Top top = Top.at(new Evaluations(target, context.workers()), climb, scales, end != Status.BUDGET_SPENT);
        return conclude(target, options, context, climb, top, end == Status.FAILED && top.isReached()
                ? Status.CONVERGED : end);
    }

    private static FitResult conclude(Target target, Options options, FitContext context, Climb climb, Top top,
            Status end) {
        Curvature curvature = top.curvature();
        Guide guide = DenseNormal.of(top.x(), curvature.cholesky());
        boolean cancelled = end == Status.CANCELLED;
        GuideDraws last = GuideDraws.take(target, guide,
                cancelled ? Math.min(options.draws(), DRAWS_WHEN_CANCELLED) : options.draws(),
                context.random().stream(DRAWS_STREAM), context.workers());
        List<Finding> findings = new ArrayList<>(new Verdict(target, climb, curvature).findings(end));
        findings.addAll(last.findings());
        Status status = end == Status.CONVERGED && !curvature.isPositiveDefinite() ? Status.BUDGET_SPENT : end;
        List<Measurement> measurements = curvature.isPositiveDefinite() && end == Status.CONVERGED
                ? List.of(new Measurement("laplaceLogEvidence", curvature.logEvidence(top.value()))) : List.of();
        return new FitResult(status, guide, last.draws(), climb.trace(), last.elbo(), climb.steps(), climb.state(),
                findings, measurements);
    }
}
