package org.penumbra.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.ExitCode;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.DrawnVariable;
import org.penumbra.inference.Chains;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;

/** Stored runs as draws that travel, and back. */
final class TravellingDraws {

    private TravellingDraws() {
    }

    static DrawSet of(StoredRun run) {
        List<DrawSet.Statistic> statistics = new ArrayList<>();
        statistics.add(new DrawSet.Statistic(DrawTable.LP, run.lp()));
        if (!Double.isNaN(run.logQ().length == 0 ? Double.NaN : run.logQ()[0])) {
            statistics.add(new DrawSet.Statistic(DrawTable.LOG_Q, run.logQ()));
        }
        run.chains().ifPresent(chains -> chains.statistics()
                .forEach(one -> statistics.add(new DrawSet.Statistic(one.name(), one.values()))));
        List<DrawSet.Adaptation> adaptations = run.chains().map(Chains::adaptations).orElse(List.of()).stream()
                .map(one -> new DrawSet.Adaptation(one.stepSize(), one.metric(), one.variances())).toList();
        return new DrawSet(run.record().model(), run.variables().stream()
                .map(one -> new DrawnVariable(one.name(), one.shape(), one.names())).toList(), run.values(),
                run.chainCount(), statistics, run.weights(), about(run), adaptations);
    }

    private static Map<String, String> about(StoredRun run) {
        RunRecord record = run.record();
        Map<String, String> about = new LinkedHashMap<>();
        about.put("algorithm", record.algorithm());
        record.guide().ifPresent(guide -> about.put("guide", guide));
        about.put("warmup", Long.toString(run.chains().map(Chains::warmup).orElse(0L)));
        about.put("seed", Long.toString(record.origin().seed()));
        record.origin().dataFile().ifPresent(file -> about.put("dataFile", file));
        if (Double.isFinite(record.seconds())) {
            about.put("seconds", Double.toString(record.seconds()));
        }
        about.put("verdict", record.judgement().verdict().toString());
        record.origin().versions().forEach((name, version) -> about.put("version_" + name, version));
        return about;
    }

    /**
     * A run folder's files for draws from elsewhere: nothing here has judged them.
     *
     * @param format that they came in
     */
    static RunFiles files(DrawSet draws, String format, Instant now) {
        List<String> names = draws.names();
        List<SiteSummary> summaries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int position = i;
            summaries.add(PosteriorSummary.of(names.get(i), Arrays.stream(draws.values())
                    .mapToDouble(row -> row[position]).toArray(), new Weights(draws.weights(), draws.isWeighted())));
        }
        RunRecord.Origin origin = new RunRecord.Origin(now, "", RunIdentity.sha256(new byte[0]),
                Optional.ofNullable(draws.about().get("dataFile")).map(String::strip), Optional.empty(), -1, 0,
                seed(draws), Map.of(), Map.of("penumbra", BundleVersion.of(RunFiles.class)), List.of());
        RunRecord record = new RunRecord(draws.model(), Optional.empty(),
                draws.about().getOrDefault("algorithm", format), Optional.empty(), judgement(format), draws.length(),
                Double.NaN, FitResult.Estimate.NONE, RunVariable.ofDrawn(draws.variables()), summaries, List.of(),
                List.of(), List.of(), origin, Map.of());
        return new RunFiles(record, table(draws, names), Optional.empty(), LargeParameters.NONE,
                new FitResult.Trace(new long[0], new double[0]), "", null);
    }

    private static RunRecord.Judgement judgement(String format) {
        return new RunRecord.Judgement(Status.BUDGET_SPENT, Verdict.UNKNOWN, ExitCode.OK.code(), List.of(),
                List.of(new Finding(Finding.Trust.CAUTION, "These draws were converted from " + format
                        + "; nothing here has judged them.")), List.of());
    }

    private static long seed(DrawSet draws) {
        String seed = draws.about().getOrDefault("seed", "0");
        return seed.matches("-?\\d{1,18}") ? Long.parseLong(seed) : 0;
    }

    private static DrawTable table(DrawSet draws, List<String> names) {
        double[] unknown = new double[draws.count()];
        Arrays.fill(unknown, Double.NaN);
        Map<String, double[]> known = new LinkedHashMap<>();
        draws.statistics().forEach(one -> known.put(one.name(), one.values()));
        double[] lp = known.containsKey(DrawTable.LP) ? known.remove(DrawTable.LP) : unknown;
        double[] logQ = known.containsKey(DrawTable.LOG_Q) ? known.remove(DrawTable.LOG_Q)
                : known.getOrDefault(DrawTable.LOG_Q + "__", unknown);
        known.remove(DrawTable.LOG_Q + "__");
        List<Chains.Statistic> statistics = known.entrySet().stream()
                .map(one -> new Chains.Statistic(one.getKey(), one.getValue())).toList();
        Optional<Chains> chains = draws.chains() == 1 && statistics.isEmpty() ? Optional.empty()
                : Optional.of(new Chains(draws.chains(), draws.length(), warmup(draws), statistics,
                        draws.adaptations().stream().map(one -> new Chains.Adaptation(one.stepSize(), one.metric(),
                                one.variances())).toList()));
        return new DrawTable(names, k -> draws.values()[k], lp, logQ, draws.weights(), chains);
    }

    private static long warmup(DrawSet draws) {
        String warmup = draws.about().getOrDefault("warmup", "0");
        return warmup.matches("\\d{1,18}") ? Long.parseLong(warmup) : 0;
    }
}
