package org.penumbra.inference;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an algorithm hands back: always all of it.
 *
 * @param status how it ended
 * @param guide the fitted guide, or null for algorithms that only draw
 * @param draws from the approximation, with both log densities
 * @param trace objective over steps
 * @param elbo estimate of the evidence lower bound after the last step, with its Monte Carlo error
 * @param steps iterations done
 * @param state resumable state as numbers; empty when the algorithm cannot resume
 * @param findings of the algorithm itself; diagnostics add theirs
 * @param measurements of the algorithm itself, such as {@code rHat} of its iterates
 * @param chains how the draws hang together; empty when they are independent draws of a guide
 */
public record FitResult(Status status, Guide guide, Draws draws, Trace trace, Estimate elbo, long steps,
        double[] state, List<Finding> findings, List<Diagnostic.Measurement> measurements, Optional<Chains> chains) {

    public FitResult {
        Objects.requireNonNull(status);
        Objects.requireNonNull(draws);
        Objects.requireNonNull(trace);
        Objects.requireNonNull(elbo);
        Objects.requireNonNull(state);
        findings = List.copyOf(findings);
        measurements = List.copyOf(measurements);
        chains.ifPresent(some -> requireAll(some, draws));
    }

    private static void requireAll(Chains chains, Draws draws) {
        if (chains.count() * chains.length() != draws.count()) {
            throw new IllegalArgumentException(chains.count() + " chains of " + chains.length() + " draws, but "
                    + draws.count() + " draws");
        }
    }

    /** A result whose draws are independent. */
    public FitResult(Status status, Guide guide, Draws draws, Trace trace, Estimate elbo, long steps, double[] state,
            List<Finding> findings, List<Diagnostic.Measurement> measurements) {
        this(status, guide, draws, trace, elbo, steps, state, findings, measurements, Optional.empty());
    }

    /** A result without measurements of its own. */
    public FitResult(Status status, Guide guide, Draws draws, Trace trace, Estimate elbo, long steps, double[] state,
            List<Finding> findings) {
        this(status, guide, draws, trace, elbo, steps, state, findings, List.of());
    }

    public Optional<Guide> fittedGuide() {
        return Optional.ofNullable(guide);
    }

    /**
     * @param points draws in free coordinates, {@code [draw][coordinate]}
     * @param logP target log density of each draw
     * @param logQ guide log density of each draw; NaN where there is no guide
     */
    public record Draws(double[][] points, double[] logP, double[] logQ) {
        public int count() {
            return points.length;
        }
    }

    /**
     * @param steps step numbers, ascending
     * @param values objective at those steps
     */
    public record Trace(long[] steps, double[] values) {
    }

    /**
     * @param mean estimate; NaN when there is none
     * @param standardError its Monte Carlo standard error
     */
    public record Estimate(double mean, double standardError) {
        /** Nothing was estimated. */
        public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);
    }
}
