package org.penumbra.inference.gaussian;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.ascent.Bulk;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;

/** The iterations of deterministic ADVI, and what they say at the end. */
final class DadviRun {

    private static final int VERSION = 1;
    private static final double NOTABLE_ERROR = 0.1;
    private static final double LARGE_ERROR = 0.3;

    private final TrustRegion region;
    private final long planned;
    private final FitContext context;
    private final Bulk begin;
    private final boolean defined;
    private double[] trace = new double[64];
    private int steps;

    DadviRun(TrustRegion region, long planned, Bulk begin, FitContext context) {
        this.begin = begin;
        this.region = region;
        this.planned = planned;
        this.context = context;
        StateReader.unfinished(context).ifPresent(this::restore);
        this.defined = region.makeDefined();
    }

    Status run() {
        if (!defined) {
            return Status.FAILED;
        }
        while (steps < planned) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            context.checkpoint(this::state);
            TrustRegion.Outcome outcome = region.iterate(context.cancellation());
            if (outcome == TrustRegion.Outcome.CANCELLED) {
                return Status.CANCELLED;
            }
            if (outcome == TrustRegion.Outcome.STUCK) {
                return Status.FAILED;
            }
            trace = steps == trace.length ? Arrays.copyOf(trace, 2 * steps) : trace;
            trace[steps++] = region.value();
            context.progress().report(steps, planned, region.value());
            if (outcome == TrustRegion.Outcome.AT_REST) {
                return Status.CONVERGED;
            }
        }
        return Status.BUDGET_SPENT;
    }

    List<Finding> findings(Status end) {
        return List.of(switch (end) {
            case CONVERGED -> new Finding(Trust.GOOD, "The ELBO over the fixed draws reached its top after " + steps
                    + " Newton steps.");
            case BUDGET_SPENT -> new Finding(Trust.DISTRUST, "The ELBO over the fixed draws had not reached its top "
                    + "after " + steps + " Newton steps: take more (" + 10 * planned + ", say).");
            case CANCELLED -> new Finding(Trust.DISTRUST, "The fit was cancelled after " + steps
                    + " Newton steps, before the top of the ELBO.");
            case FAILED -> new Finding(Trust.DISTRUST, defined ? "No higher ELBO was found after " + steps
                    + " Newton steps although its gradient is not zero: the gradient of the log density does not fit "
                    + "its values, or the density has an edge. Use SVI."
                    : "The log density is not a finite number at the fixed draws, however near to the start they are "
                    + "taken. Start elsewhere, or use SVI.");
        });
    }

    /** What linear response says, or that it could not be had. */
    static List<Finding> findings(Optional<LinearResponse> response, Dadvi.Options options, int dimension) {
        if (dimension > options.responseLimit()) {
            return List.of(new Finding(Trust.CAUTION, "With " + dimension + " coordinates linear response was left "
                    + "out, so the answer is independent normals, whose standard deviations are too small where "
                    + "coordinates are correlated. Raise responseLimit if you can wait."));
        }
        if (response.isEmpty()) {
            return List.of(new Finding(Trust.DISTRUST, "The ELBO does not bend downwards in every direction where the "
                    + "climb ended, so there are no linear-response covariances; the answer is independent normals. "
                    + "Take more fixed draws: with fewer than there are coordinates this happens."));
        }
        double error = response.get().largestError();
        return error < NOTABLE_ERROR ? List.of() : List.of(new Finding(
                error < LARGE_ERROR ? Trust.CAUTION : Trust.DISTRUST, String.format(Locale.ROOT, "The fixed draws leave"
                + " an error of up to %.2f posterior standard deviations in a mean: take %d of them, say.", error,
                (int) Math.min(1e6, Math.ceil(options.fixed() * (error / NOTABLE_ERROR) * (error / NOTABLE_ERROR))))));
    }

    double[] eta() {
        return region.eta();
    }

    int steps() {
        return steps;
    }

    FitResult.Trace trace() {
        long[] numbers = new long[steps];
        Arrays.setAll(numbers, i -> i + 1L);
        return new FitResult.Trace(numbers, Arrays.copyOf(trace, steps));
    }

    double[] state() {
        if (!begin.isReached()) {
            return StateWriter.beginning(VERSION);
        }
        StateWriter state = new StateWriter(VERSION).add(steps).add(Arrays.copyOf(trace, steps));
        region.save(state);
        return state.state();
    }

    private void restore(double[] earlier) {
        StateReader state = new StateReader("DADVI", VERSION, earlier);
        steps = state.nextInt();
        double[] recorded = new double[steps];
        state.next(recorded);
        trace = Arrays.copyOf(recorded, Math.max(64, steps));
        region.restore(state);
        state.end();
    }
}
