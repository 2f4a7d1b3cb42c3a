package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.registry.Registry;
import org.penumbra.session.Session;

/**
 * NUTS on posteriordb's models against reference moments, and its speed beside Stan's: --posteriordb DIR [--json FILE]
 * [--rounds N] [--warmup N] [--samples N] [--stan no] [NAME...].
 */
public final class NutsCommand {

    private static final Path HOME = Path.of(System.getProperty("penumbra.benchmarks"), "stan");
    private static final double MEDIAN_WANTED = 20;
    private static final double LEAST_WANTED = 2;
    private static final int STAN_WARMUP = 1000;

    /**
     * @param sampling smallest bulk effective size per second after warm-up, over Stan's
     * @param all the same, warm-up included
     */
    private record Result(String posterior, NutsRuns ours, StanProcess.Chains stan, double sampling, double all) {
    }

    private NutsCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--posteriordb", "--json", "--rounds", "--warmup",
                "--samples", "--stan"));
        Path compiled = Path.of(System.getProperty("penumbra.stan"));
        Files.createDirectories(compiled);
        List<Posterior> posteriors = Posterior.in(line.requiredPath("--posteriordb")).stream()
                .filter(one -> line.wants(one.name()) || line.wants(one.model())).toList();
        boolean beside = !line.option("--stan").equals(Optional.of("no"));
        List<Result> results = new ArrayList<>();
        System.out.printf("""
                4 chains, one thread; effective sizes are the smallest bulk ones of the numbers in the reference, per
                second of that thread's processor time, medians of the rounds; error: the largest of a mean in its
                Monte Carlo standard errors.

                %-44s %6s %6s %4s %5s %-11s %10s %10s %9s %9s %8s %8s%n""", "posterior", "error", "R-hat", "div",
                "grad/d", "verdict", "ess/s", "Stan", "all ess/s", "Stan", "ratio", "all");
        Session session = new Session(Registry.open());
        if (!beside) {
            for (Posterior posterior : posteriors) {
                results.add(print(new Result(posterior.name(), NutsRuns.of(session, posterior, line), null,
                        Double.NaN, Double.NaN)));
            }
        } else {
            StanProcess.compile(HOME, posteriors.stream().map(Posterior::model).distinct().toList(), compiled);
            try (StanProcess stan = new StanProcess(HOME.resolve("serve.R"), compiled)) {
                for (Posterior posterior : posteriors) {
                    results.add(print(compare(session, posterior, stan, line)));
                }
            }
        }
        System.exit(conclude(results, line) ? 0 : 1);
    }

    private static Result compare(Session session, Posterior posterior, StanProcess stan, CommandLine line)
            throws IOException {
        NutsRuns ours = NutsRuns.of(session, posterior, line);
        stan.load(posterior.model(), posterior.data());
        StanProcess.Chains theirs = stan.sample(ours.names(), NutsRuns.CHAINS, STAN_WARMUP, NutsRuns.SAMPLES, 1);
        return new Result(posterior.name(), ours, theirs, ours.sampling() / (theirs.ess() / theirs.sampling()),
                ours.all() / (theirs.ess() / (theirs.sampling() + theirs.warmup())));
    }

    private static Result print(Result one) {
        NutsRuns ours = one.ours();
        StanProcess.Chains stan = one.stan();
        System.out.printf("%-44s %6.2f %6.4f %4d %5.1f %-11s %,10.0f %,10.0f %,9.0f %,9.0f %8.1f %8.1f  %s%n",
                one.posterior(), ours.error(), ours.rHat(), ours.divergent(), ours.gradients(), ours.verdict(),
                ours.sampling(), stan == null ? Double.NaN : stan.ess() / stan.sampling(), ours.all(),
                stan == null ? Double.NaN : stan.ess() / (stan.sampling() + stan.warmup()), one.sampling(), one.all(),
                ours.metric());
        return one;
    }

    private static boolean conclude(List<Result> results, CommandLine line) throws IOException {
        long wrong = results.stream().filter(one -> one.ours().isSilentlyWrong()).count();
        System.out.printf("%n%d of %d silently wrong (a mean off by more than 4 errors, or R-hat above 1.01, and "
                + "trusted)%n", wrong, results.size());
        boolean fast = true;
        if (!results.isEmpty() && results.getFirst().stan() != null) {
            fast = summarise("sampling", results.stream().mapToDouble(Result::sampling).toArray())
                    & summarise("with warm-up", results.stream().mapToDouble(Result::all).toArray());
        }
        Optional<String> json = line.option("--json");
        if (json.isPresent()) {
            Figures.write(Path.of(json.get()), Map.of("posteriors", results));
        }
        return wrong == 0 && fast;
    }

    private static boolean summarise(String what, double[] ratios) {
        Spread all = Spread.of(ratios);
        System.out.printf("%s: median ratio %.1f, smallest %.1f%n", what, all.median(), all.lowest());
        return all.median() >= MEDIAN_WANTED && all.lowest() >= LEAST_WANTED;
    }
}
