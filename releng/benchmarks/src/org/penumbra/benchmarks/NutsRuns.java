package org.penumbra.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Chains.Statistic;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;
import org.penumbra.math.Statistics;
import org.penumbra.math.chains.ChainSample;
import org.penumbra.registry.Point;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.Verdict;

/**
 * Runs of our NUTS on one posterior, the last of them compared with the reference.
 *
 * @param names of the numbers that the reference tells
 * @param error largest error of a mean over its Monte Carlo standard error, ours and the reference's together
 * @param gradients per draw
 * @param sampling smallest bulk effective size per second after warm-up
 * @param all the same, warm-up included
 */
record NutsRuns(List<String> names, double error, double rHat, int divergent, double gradients, String verdict,
        String metric, double sampling, double all) {

    static final int CHAINS = 4;
    /** Of Stan, whose code needs no compilation while it runs. */
    static final int SAMPLES = 1000;
    /** Enough for the compilation of the density to be a small part. */
    private static final int MANY = 10_000;
    private static final double MOST_ERRORS = 4;
    private static final double MOST_R_HAT = 1.01;

    boolean isSilentlyWrong() {
        return verdict.equals(Verdict.TRUSTED.toString()) && !(error <= MOST_ERRORS && rHat <= MOST_R_HAT);
    }

    private record Run(Fit fit, double warmup, double seconds) {
    }

    static NutsRuns of(Session session, Posterior posterior, CommandLine line) throws IOException {
        SiteMap sites = new PosteriorTarget(posterior).target().sites();
        int rounds = line.number("--rounds", 5);
        double[] sampling = new double[rounds];
        double[] all = new double[rounds];
        NutsRuns last = null;
        for (int round = 0; round < rounds; round++) {
            Run run = run(session, posterior, line, round + 1);
            last = compare(posterior, sites, run);
            sampling[round] = last.sampling();
            all[round] = last.all();
        }
        return new NutsRuns(last.names(), last.error(), last.rHat(), last.divergent(), last.gradients(),
                last.verdict(), last.metric(), Spread.of(sampling).median(), Spread.of(all).median());
    }

    private static Run run(Session session, Posterior posterior, CommandLine line, int seed) {
        int samples = line.number("--samples", MANY);
        FitRequest request = FitRequest.of(posterior.source()).withData(posterior.data())
                .withPart(Point.ALGORITHMS, "NUTS").withSetting("algorithm.samples", String.valueOf(samples))
                .withSetting("algorithm.chains", String.valueOf(CHAINS)).withSeed(seed).withThreads(1);
        if (line.option("--warmup").isPresent()) {
            request = request.withSetting("algorithm.warmup", line.option("--warmup").get());
        }
        long[] times = {0, 0};
        long kept = (long) CHAINS * samples;
        // A fit has a thread of its own, so that its time begins at 0; Stan tells processor time, too.
        Progress clock = (done, total, objective) -> {
            times[1] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            times[0] = done <= total - kept ? times[1] : times[0];
        };
        Fit fit = session.fit(request, clock, Cancellation.NEVER);
        return new Run(fit, times[0] * 1e-9, times[1] * 1e-9);
    }

    private static NutsRuns compare(Posterior posterior, SiteMap sites, Run run) throws IOException {
        Map<String, ChainSample> ours = new HashMap<>();
        Map<String, Double> means = new HashMap<>();
        samples(run.fit(), sites, ours, means);
        double error = 0;
        double rHat = 0;
        double worth = Double.POSITIVE_INFINITY;
        List<String> names = new ArrayList<>();
        JsonNode file = new ObjectMapper().readTree(posterior.folder().resolve("reference")
                .resolve(posterior.name() + ".json").toFile());
        for (JsonNode parameter : file.get("parameters")) {
            String name = parameter.get("name").asText();
            ChainSample sample = ours.get(name);
            if (sample != null) {
                names.add(name);
                double mcse = Math.hypot(sample.mcseMean(), parameter.get("mcse_mean").doubleValue());
                error = Math.max(error, Math.abs(means.get(name) - parameter.get("mean").doubleValue()) / mcse);
                rHat = Math.max(rHat, sample.rHat());
                worth = Math.min(worth, sample.essBulk());
            }
        }
        Chains chains = run.fit().result().chains().orElseThrow();
        double[] leapfrogs = chains.statistic(Statistic.LEAPFROGS).orElseThrow().values();
        double[] divergent = chains.statistic(Statistic.DIVERGENT).orElseThrow().values();
        return new NutsRuns(names, error, rHat, (int) Math.round(Statistics.mean(divergent) * divergent.length),
                Statistics.mean(leapfrogs), run.fit().verdict().toString(),
                chains.adaptations().getFirst().metric(), worth / (run.seconds() - run.warmup()),
                worth / run.seconds());
    }

    private static void samples(Fit fit, SiteMap sites, Map<String, ChainSample> samples, Map<String, Double> means) {
        FitResult.Draws draws = fit.result().draws();
        double[][] columns = new double[sites.valueCount()][draws.count()];
        double[] values = new double[sites.valueCount()];
        for (int draw = 0; draw < draws.count(); draw++) {
            sites.constrain(draws.points()[draw], values);
            for (int i = 0; i < values.length; i++) {
                columns[i][draw] = values[i];
            }
        }
        for (int i = 0; i < values.length; i++) {
            samples.put(sites.valueName(i), ChainSample.of(columns[i], CHAINS));
            means.put(sites.valueName(i), Statistics.mean(columns[i]));
        }
    }
}
