package org.penumbra.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Finding;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.Verdict;

/**
 * Fits of posteriordb's models, no algorithm named, against reference moments: --posteriordb DIR [--algorithm NAME]
 * [--seed N] [--json FILE] [NAME...].
 */
public final class ViCommand {

    /** A larger error of a mean, in standard deviations of the reference, must not pass for trusted. */
    private static final double SILENT = 0.3;
    private static final double GOOD_MEAN = 0.1;
    private static final double GOOD_SD = Math.log(1.1);

    private record Result(String posterior, double meanError, String worst, double sdError, double kHat, double seconds,
            String verdict, String how, String detail) {

        boolean good() {
            return meanError <= GOOD_MEAN && sdError <= GOOD_SD;
        }

        boolean silent() {
            return verdict.equals(Verdict.TRUSTED.toString()) && !(meanError <= SILENT && sdError <= SILENT);
        }
    }

    private ViCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--posteriordb", "--json", "--algorithm", "--seed"));
        Session session = new Session(Registry.open());
        List<Result> results = new ArrayList<>();
        System.out.printf("%-52s %8s %8s %6s %8s  %-12s %s%n", "posterior", "mean/sd", "log sd", "k-hat", "seconds",
                "verdict", "how");
        for (Posterior posterior : Posterior.in(line.requiredPath("--posteriordb"))) {
            if (line.wants(posterior.name()) || line.wants(posterior.model())) {
                Result result = fit(session, posterior, line);
                print(result);
                results.add(result);
            }
        }
        long good = results.stream().filter(Result::good).count();
        long silent = results.stream().filter(Result::silent).count();
        System.out.printf("%n%d of %d with all means within %.1f sd and all sds within 10 %%; %d trusted but off by "
                + "more than %.1f%n", good, results.size(), GOOD_MEAN, silent, SILENT);
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), results.stream().map(ViCommand::figures).toList());
        }
        System.exit(silent > 0 ? 1 : 0);
    }

    private static Result fit(Session session, Posterior posterior, CommandLine line) throws IOException {
        FitRequest request = FitRequest.of(posterior.source()).withData(posterior.data());
        if (line.option("--algorithm").isPresent()) {
            request = request.withPart(Point.ALGORITHMS, line.option("--algorithm").get());
        }
        request = request.withSeed(line.number("--seed", 1));
        try {
            return compare(posterior, session.fit(request, Progress.NONE, Cancellation.NEVER));
        } catch (RuntimeException failure) {
            return new Result(posterior.name(), Double.NaN, "", Double.NaN, Double.NaN, Double.NaN, "FAILED", "",
                    failure.getMessage());
        }
    }

    private static Result compare(Posterior posterior, Fit fit) throws IOException {
        Map<String, SiteSummary> ours = new LinkedHashMap<>();
        fit.sites().forEach(site -> ours.put(site.name(), site));
        double meanError = 0;
        double sdError = 0;
        String worst = "";
        List<String> missing = new ArrayList<>();
        JsonNode file = new ObjectMapper().readTree(posterior.folder().resolve("reference")
                .resolve(posterior.name() + ".json").toFile());
        for (JsonNode parameter : file.get("parameters")) {
            SiteSummary site = ours.get(parameter.get("name").asText());
            if (site == null) {
                missing.add(parameter.get("name").asText());
                continue;
            }
            double sd = parameter.get("sd").doubleValue();
            double mean = Math.abs(site.mean() - parameter.get("mean").doubleValue()) / sd;
            if (!(mean <= meanError)) {
                meanError = mean;
                worst = site.name();
            }
            sdError = Math.max(sdError, Math.abs(Math.log(site.sd() / sd)));
        }
        String how = fit.findings().stream().map(Finding::message).filter(text -> text.startsWith("Chosen")
                || text.startsWith("No automatic")).findFirst().orElse(fit.advice());
        return new Result(posterior.name(), meanError, worst, sdError, fit.kHat(), fit.seconds(),
                fit.verdict().toString(), how, missing.isEmpty() ? "" : "no site " + missing);
    }

    private static void print(Result one) {
        System.out.printf("%-52s %8.3f %8.3f %6.2f %8.2f  %-12s %s%s%n", one.posterior(), one.meanError(),
                one.sdError(), one.kHat(), one.seconds(), one.verdict(), one.how(),
                one.detail().isEmpty() ? "" : " [" + one.detail() + "]");
    }

    private static Map<String, Object> figures(Result one) {
        return Map.of("posterior", one.posterior(), "meanError", number(one.meanError()), "sdError",
                number(one.sdError()), "kHat", number(one.kHat()), "seconds", number(one.seconds()), "verdict",
                one.verdict(), "worst", one.worst(), "how", one.how(), "detail", one.detail());
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? value : String.valueOf(value);
    }
}
