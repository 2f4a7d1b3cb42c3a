package org.penumbra.inference.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
import org.penumbra.inference.ascent.Bulk;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.GuideDraws;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.inference.normal.MeanFieldNormal;

/**
 * Deterministic automatic differentiation variational inference (Giordano, Ingram and Broderick 2024): the ELBO of
 * independent normals over draws that are fixed, climbed by a second-order method to its very top; then covariances by
 * linear response, and an estimate of the error that the fixed draws leave, measured as {@code fixedDrawError} in
 * posterior standard deviations.
 *
 * <p>CONVERGED when the next Newton step promises a rise of less than 1e-8 nats.
 */
public final class Dadvi implements Algorithm<Dadvi.Options> {

    private static final long FIXED_STREAM = 0x4441445646495845L;
    private static final long DRAWS_STREAM = 0x4441445644524157L;
    private static final int DRAWS_WHEN_CANCELLED = 100;
    private static final double START_SCALE = 0.1;

    /**
     * @param iterations at most
     * @param fixed number of fixed draws
     * @param linearResponse whether to answer with linear-response covariances
     * @param responseLimit largest dimension to do so for
     * @param draws final draws
     */
    public record Options(
            @Option(label = "Iterations", help = "Newton steps, at most.", value = "200", min = 1,
                    max = 1e9) long iterations,
            @Option(label = "Fixed draws", help = "Draws that the ELBO is taken over, in antithetic pairs (an odd "
                    + "number is rounded up). Every step costs so many gradients times some ten. Take more when a "
                    + "finding says that they leave an error.", value = "32", min = 4, max = 1e6) int fixed,
            @Option(label = "Linear response", help = "Answer with a normal whose covariance is the response of the "
                    + "means to tilting the density, which sees correlations and is wider; otherwise with independent "
                    + "normals.", value = "true") boolean linearResponse,
            @Option(label = "Response limit", help = "With more coordinates than this, linear response is left out: "
                    + "it costs 4 gradients for each coordinate and fixed draw.", value = "1000", min = 0,
                    max = 1e5) int responseLimit,
            @Option(label = "Draws", help = "Draws from the fitted normal, for the posterior table, the final ELBO and "
                    + "k-hat. They do not change the fit.", value = "5000", min = 1, max = 1e8) int draws) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        int n = target.dimension();
        Bulk begin = Bulk.begin(target, context, Initialization.MEDIAN);
        double[] eta = Arrays.copyOf(begin.point(), 2 * n);
        Evaluations evaluations = new Evaluations(target, context.workers());
        double[] scales = begin.scales(evaluations, context, START_SCALE);
        for (int i = 0; i < n; i++) {
            eta[n + i] = StrictMath.log(scales[i]);
        }
        FixedDraws elbo = new FixedDraws(evaluations, n, (options.fixed() + 1) / 2,
                context.random().stream(FIXED_STREAM));
        DadviRun run = new DadviRun(new TrustRegion(elbo, eta), options.iterations(), begin, context);
        Status end = run.run();
        boolean responds = (end == Status.CONVERGED || end == Status.BUDGET_SPENT) && n <= options.responseLimit();
        Optional<LinearResponse> response = responds
                ? LinearResponse.at(elbo, run.eta()) : Optional.empty();
        return conclude(target, options, context, run, response, end);
    }

    private static FitResult conclude(Target target, Options options, FitContext context, DadviRun run,
            Optional<LinearResponse> response, Status end) {
        int n = target.dimension();
        double[] means = Arrays.copyOf(run.eta(), n);
        double[] scales = Arrays.stream(run.eta(), n, 2 * n).map(StrictMath::exp).toArray();
        Guide guide = response.filter(each -> options.linearResponse()).<Guide>map(each -> DenseNormal.of(means,
                each.cholesky())).orElseGet(() -> new MeanFieldNormal(means, scales));
        int draws = end == Status.CANCELLED ? Math.min(options.draws(), DRAWS_WHEN_CANCELLED) : options.draws();
        GuideDraws last = GuideDraws.take(target, guide, draws, context.random().stream(DRAWS_STREAM),
                context.workers());
        List<Finding> findings = new ArrayList<>(run.findings(end));
        if (end == Status.CONVERGED) {
            findings.addAll(DadviRun.findings(response, options, n));
        }
        findings.addAll(last.findings());
        List<Measurement> measurements = response.filter(each -> end == Status.CONVERGED)
                .map(each -> List.of(new Measurement("fixedDrawError", each.largestError()))).orElse(List.of());
        return new FitResult(end, guide, last.draws(), run.trace(), last.elbo(), run.steps(), run.state(), findings,
                measurements);
    }
}
