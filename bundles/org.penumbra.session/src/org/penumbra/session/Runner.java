package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Chains;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** From a target to a judged fit: runs the algorithm, summarises its draws, asks the diagnostics. */
final class Runner {

    private final Surroundings surroundings;

    Runner(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Fit run(FitRequest request, Plan plan, BoundData data, List<Problem> warnings, Target target, Progress progress,
            Cancellation cancellation) {
        return run(request, plan, data, warnings, target, progress, cancellation, Backing.NONE);
    }

    Fit run(FitRequest request, Plan plan, BoundData data, List<Problem> warnings, Target target, Progress progress,
            Cancellation cancellation, Backing backing) {
        long start = System.nanoTime();
        Start cold = Start.cold(RandomStream.of(plan.seed()));
        Start beginning = request.beginning().answer().map(StoredRun::read).map(run -> EarlierAnswer.warm(cold,
                new GivenPoints(run, target.sites(), target.dimension()).all(), run.weights(), target.sites()))
                .orElse(cold);
        RunContext context = new RunContext(surroundings, plan.parts(), beginning, progress, backing);
        ParameterSupport.require(target, plan.parts());
        FitResult result = algorithm(target, plan, context, cancellation);
        double seconds = (System.nanoTime() - start) * 1e-9;
        boolean spread = result.fittedGuide().map(Guide::isDistribution).orElse(true);
        Weights weights = Weights.of(result);
        List<SiteSummary> sites = new PosteriorSummary(target.sites(), result.draws(), weights, spread,
                result.chains().map(Chains::count).orElse(0)).all();
        List<DiscreteSummary> discrete = new DiscretePosteriors(target.discreteSites(), result.draws(), weights)
                .all(cancellation);
        Diagnosis diagnosis = context.diagnoses().of(target, result, patience(cancellation)).with(result)
                .with(backing.block().findings()).with(context.findings());
        List<Problem> problems = new ArrayList<>(warnings);
        problems.addAll(diagnosis.problems());
        return new Fit(request, plan, data, result, diagnosis.measurements(), diagnosis.findings(),
                Verdict.of(result.status(), diagnosis.findings()), sites, discrete,
                WeightSummary.of(target.sites(), LargeParameters.of(result.draws(), target.sites()), sites,
                        result.fittedGuide().map(Guide::namedValues).orElse(List.of())),
                seconds, Optional.empty(), problems);
    }

    /** A run that was stopped is judged as well, but not for long. */
    private Cancellation patience(Cancellation cancellation) {
        long start = System.nanoTime();
        return cancellation.isCancelled() ? () -> System.nanoTime() - start > surroundings.grace().toNanos()
                : cancellation;
    }

    @SuppressWarnings("unchecked")
    private FitResult algorithm(Target target, Plan plan, RunContext context, Cancellation cancellation) {
        PluginFault fault = PluginFault.of(plan.algorithm().contribution());
        try (context) {
            FitResult result = new PluginCall(fault, surroundings.grace()).run(cancellation,
                    stop -> ((Algorithm<Record>) plan.algorithm().contribution().create(Algorithm.class)).fit(target,
                            plan.algorithm().options(), context.stoppedBy(stop)));
            return new ResultCheck(fault, target.dimension()).checked(result);
        }
    }
}
