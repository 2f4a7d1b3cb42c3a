package org.penumbra.inference.auto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;

/**
 * The default: climbs the registered rungs, cheap ones first, and stops at the first whose answer every installed
 * diagnostic accepts. Each rung starts where the best one below it ended, in coordinates in which that answer looks
 * standard normal ({@link Affine}). Where none holds, the best of them is the answer, and the findings say what was
 * tried, why it does not hold, and what to do.
 */
public final class Auto implements Algorithm<Auto.Options> {

    /** @param highest rank of the last rung that is tried */
    public record Options(
            @Option(label = "Highest rank", help = "Rungs above this rank are not tried: 30 stops at mean field, 50 at "
                    + "full rank. Lower it to bound the time that a hard model takes.",
                    value = "1000", min = 0, max = 1e6) int highest) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Climb climb = new Climb(target, context);
        for (Rung rung : context.ladder()) {
            if (rung.rank() <= options.highest() && rung.largestDimension() >= target.dimension() && climb.goesOn()) {
                climb.tryOut(rung);
            }
        }
        return climb.answer();
    }

    /** The state of one climb. */
    private static final class Climb {
        private final Target target;
        private final FitContext context;
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<String> refusals = new ArrayList<>();
        private Affine affine;
        private boolean holds;

        Climb(Target target, FitContext context) {
            this.target = target;
            this.context = context;
        }

        boolean goesOn() {
            return !holds && !context.cancellation().isCancelled();
        }

        void tryOut(Rung rung) {
            Start start = context.start().with(context.random().stream(rung.name().hashCode()));
            FitResult result;
            try {
                result = affine == null ? rung.fit(target, start, context.progress(), context.cancellation())
                        : fitInside(rung, start);
            } catch (PenumbraException cannot) {
                if (cannot.exitCode() == ExitCode.BAD_INPUT && isFromTheModel(cannot)) {
                    throw cannot;
                }
                refusals.add(rung.name() + ": " + cannot.problems().getFirst().message());
                return;
            }
            Diagnostic.Report report = context.assess(target, result);
            Attempt attempt = new Attempt(rung, result, report);
            attempts.add(attempt);
            holds = attempt.holds();
            if (!holds && isBest(attempt)) {
                Affine next = Affine.of(result);
                affine = next == null ? affine : next;
            }
        }

        /** A model that has no starting point has none on any rung. */
        private static boolean isFromTheModel(PenumbraException cannot) {
            return cannot.problems().stream().map(Problem::code).anyMatch("PEN-3001"::equals);
        }

        private boolean isBest(Attempt attempt) {
            return attempts.stream().min(Attempt.BEST_FIRST).orElseThrow() == attempt;
        }

        private FitResult fitInside(Rung rung, Start start) {
            int n = target.dimension();
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            Start standard = Start.cold(start.random()).at(new double[n], ones);
            FitResult inside = rung.fit(new AffineTarget(target, affine), standard, context.progress(),
                    context.cancellation());
            return outside(inside, affine);
        }

        private static FitResult outside(FitResult inside, Affine affine) {
            FitResult.Draws draws = inside.draws();
            double[][] points = new double[draws.count()][affine.dimension()];
            double[] logP = draws.logP().clone();
            double[] logQ = draws.logQ().clone();
            boolean spread = inside.fittedGuide().map(guide -> guide.isDistribution()).orElse(true);
            for (int i = 0; i < points.length; i++) {
                affine.toPoint(draws.points()[i], points[i]);
                logP[i] -= affine.logDeterminant();
                logQ[i] -= spread ? affine.logDeterminant() : 0;
            }
            return new FitResult(inside.status(),
                    inside.fittedGuide().map(guide -> new AffineGuide(guide, affine)).orElse(null),
                    new FitResult.Draws(points, logP, logQ), inside.trace(), inside.elbo(), inside.steps(),
                    inside.state(), inside.findings(), inside.measurements());
        }

        FitResult answer() {
            Attempt best = attempts.stream().min(Attempt.BEST_FIRST).orElseThrow(() -> PenumbraException.usage(
                    Problem.error("PEN-3040", "there is no way to fit this model automatically: "
                            + (refusals.isEmpty() ? "no rung is installed" : String.join("; ", refusals)) + ".")
                            .advise("Name an algorithm.")));
            FitResult result = best.result();
            List<Finding> findings = new ArrayList<>(result.findings());
            findings.add(best.holds() ? chosen(best) : nothingHolds(best));
            return new FitResult(result.status(), result.guide(), result.draws(), result.trace(), result.elbo(),
                    result.steps(), new double[0], findings, result.measurements());
        }

        private Finding chosen(Attempt best) {
            String before = attempts.size() == 1 ? "" : "; before it, "
                    + attempts.stream().filter(one -> one != best).map(Attempt::summary)
                            .collect(Collectors.joining(", ")) + " did not hold";
            return new Finding(Trust.GOOD, "Chosen automatically: " + best.summary() + before + ".");
        }

        private Finding nothingHolds(Attempt best) {
            String tried = attempts.stream().map(Attempt::summary).collect(Collectors.joining(", "));
            return new Finding(Trust.DISTRUST, "No automatic choice holds. Tried " + tried + "; the best is "
                    + best.rung().name() + ", and of it: " + best.objection()
                    + ". Reparameterise the model (@noncentered where groups have few data), give weaker sites stronger "
                    + "priors, or sample it.");
        }
    }
}
