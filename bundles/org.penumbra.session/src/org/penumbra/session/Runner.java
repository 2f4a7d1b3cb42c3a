package org.penumbra.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.registry.Registry;

/** From a target to a judged fit: runs the algorithm, summarises its draws, asks the diagnostics. */
final class Runner {

    private final Registry registry;
    private final Duration grace;

    /** @param grace how long a part may go on after it was told to stop */
    Runner(Registry registry, Duration grace) {
        this.registry = registry;
        this.grace = grace;
    }

    Fit run(FitRequest request, Plan plan, BoundData data, List<Problem> warnings, Target target, Progress progress,
            Cancellation cancellation) {
        long start = System.nanoTime();
        FitResult result = algorithm(target, plan, progress, cancellation);
        double seconds = (System.nanoTime() - start) * 1e-9;
        boolean spread = result.fittedGuide().map(Guide::isDistribution).orElse(true);
        List<SiteSummary> sites = new PosteriorSummary(target.sites(), result.draws(), spread).all();
        List<DiscreteSummary> discrete = new DiscretePosteriors(target.discreteSites(), result.draws())
                .all(cancellation);
        Diagnosis diagnosis = Diagnosis.of(registry, target, result, patience(cancellation), grace);
        List<Problem> problems = new ArrayList<>(warnings);
        problems.addAll(diagnosis.problems());
        return new Fit(request, plan, data, result, diagnosis.measurements(), diagnosis.findings(),
                Verdict.of(result.status(), diagnosis.findings()), sites, discrete, seconds, Optional.empty(),
                problems);
    }

    /** A run that was stopped is judged as well, but not for long. */
    private Cancellation patience(Cancellation cancellation) {
        long start = System.nanoTime();
        return cancellation.isCancelled() ? () -> System.nanoTime() - start > grace.toNanos() : cancellation;
    }

    @SuppressWarnings("unchecked")
    private FitResult algorithm(Target target, Plan plan, Progress progress, Cancellation cancellation) {
        PluginFault fault = PluginFault.of(plan.algorithm().contribution());
        try (RunContext context = new RunContext(plan, new InstalledGuides(registry), progress)) {
            FitResult result = new PluginCall(fault, grace).run(cancellation,
                    stop -> ((Algorithm<Record>) plan.algorithm().contribution().create(Algorithm.class)).fit(target,
                            plan.algorithm().options(), context.stoppedBy(stop)));
            return new ResultCheck(fault, target.dimension()).checked(result);
        }
    }
}
