package org.penumbra.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/** Cost of a sweep of coordinate ascent against the size of the data: [--json FILE] [clusters | topics]. */
public final class CaviCommand {

    private static final int SWEEPS = 12;
    /** The first sweeps run before the compiler of the virtual machine has seen them. */
    private static final int WARM_UP = 5;

    /**
     * @param rows of data
     * @param statistics length of a vector of moments
     * @param binding seconds from text to target, and from there to updates
     * @param sweep seconds of one sweep with its bound
     * @param slope of log time over log rows, from the size before; NaN for the first
     * @param rises whether the bound rose in every sweep
     */
    record Result(int rows, int statistics, double binding, Spread sweep, double slope, boolean rises) {
    }

    private CaviCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        CommandLine line = new CommandLine(arguments, Set.of("--json"));
        Map<String, List<Result>> results = new LinkedHashMap<>();
        if (line.wants("clusters")) {
            results.put("clusters", measure("clusters, 10 components", Topics::clusters,
                    10_000, 31_623, 100_000, 316_228));
        }
        if (line.wants("topics")) {
            results.put("topics", measure("topics, 50 topics and 5,000 words", Topics::topics,
                    100_000, 316_228, 1_000_000));
        }
        if (results.isEmpty()) {
            throw CommandLine.usage("there are clusters and topics, not " + line.names());
        }
        if (line.option("--json").isPresent()) {
            Figures.write(Path.of(line.option("--json").get()), results);
        }
        boolean rise = results.values().stream().flatMap(List::stream).allMatch(Result::rises);
        System.exit(rise ? 0 : 1);
    }

    private static List<Result> measure(String name, IntFunction<Workload> model, int... sizes) throws IOException {
        System.out.printf("%n%s%n%12s %12s %12s %14s %14s %8s  %s%n", name, "rows", "statistics", "binding s",
                "median s/sweep", "best s/sweep", "slope", "bound");
        List<Result> results = new ArrayList<>();
        for (int rows : sizes) {
            Result one = measured(model.apply(rows), rows, results.isEmpty() ? null : results.getLast());
            results.add(one);
            System.out.printf("%,12d %,12d %12.2f %14.4f %14.4f %8s  %s%n", one.rows(), one.statistics(),
                    one.binding(), one.sweep().median(), one.sweep().lowest(),
                    Double.isNaN(one.slope()) ? "" : "%.2f".formatted(one.slope()), one.rises() ? "rises" : "FALLS");
        }
        return results;
    }

    private static Result measured(Workload workload, int rows, Result before) throws IOException {
        long start = System.nanoTime();
        Target target = workload.compile();
        Conjugacy conjugacy = target.conjugacy();
        ConjugateForm form = conjugacy.form().orElseThrow(() -> new IllegalStateException(conjugacy.obstacle()));
        double binding = (System.nanoTime() - start) / 1e9;
        double[] moments = begin(target, form);
        double[] natural = new double[form.size()];
        double[] times = new double[SWEEPS - WARM_UP];
        double last = Double.NEGATIVE_INFINITY;
        boolean rises = true;
        for (int k = 0; k < SWEEPS; k++) {
            long from = System.nanoTime();
            double bound = sweep(form, moments, natural);
            if (k >= WARM_UP) {
                times[k - WARM_UP] = (System.nanoTime() - from) / 1e9;
            }
            rises &= bound >= last - 1e-10 * Math.abs(bound);
            last = bound;
        }
        Spread spread = Spread.of(times);
        double slope = before == null ? Double.NaN : Math.log(spread.lowest() / before.sweep().lowest())
                / Math.log((double) rows / before.rows());
        return new Result(rows, form.size(), binding, spread, slope, rises);
    }

    private static double[] begin(Target target, ConjugateForm form) {
        RandomStream random = RandomStream.of(1);
        double[] x = new double[target.dimension()];
        for (int i = 0; i < x.length; i++) {
            x[i] = 4 * random.nextDouble() - 2;
        }
        double[] values = new double[form.valueCount()];
        target.sites().constrain(x, values);
        double[] moments = new double[form.size()];
        form.groups().forEach(group -> group.begin(values, random, 1000, moments));
        return moments;
    }

    private static double sweep(ConjugateForm form, double[] moments, double[] natural) {
        double entropy = 0;
        for (int g = 0; g < form.groups().size(); g++) {
            FactorGroup group = form.groups().get(g);
            form.natural(g, moments, natural);
            entropy += group.update(natural, moments);
        }
        return form.energy(moments) + entropy;
    }
}
