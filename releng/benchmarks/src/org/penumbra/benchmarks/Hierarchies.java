package org.penumbra.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.compiler.BoundArray;
import org.penumbra.registry.Registry;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** Workloads of few rows or grouped ones. */
final class Hierarchies {

    private static final int HOUSES = 919;
    private static final int COUNTIES = 85;

    private Hierarchies() {
    }

    /** The first example, with its own data: 170 rows. */
    static Workload rugged() {
        Path text = Path.of(System.getProperty("penumbra.models"), "rugged.penumbra");
        Map<String, BoundArray> data = new TreeMap<>(
                new Session(Registry.open()).prepare(FitRequest.of(text)).data().arrays());
        data.put("n", new BoundArray(List.of(), new double[] {data.get("logGdp").values().length}, k -> "the rows"));
        return new Workload("rugged", text, data, new TreeMap<>(Map.of("a", new double[] {9.2}, "bA",
                new double[] {-1.8}, "bR", new double[] {-0.2}, "bAR", new double[] {0.35}, "sigma",
                new double[] {0.95})));
    }

    /** A mean of each row around one mean, and a number that is seen of each. */
    static Workload rows(int count) {
        Synthetic data = new Synthetic();
        double[] means = Synthetic.repeat(count, () -> 0.5 + data.normal());
        double[] seen = new double[count];
        for (int i = 0; i < count; i++) {
            seen[i] = means[i] + data.normal();
        }
        data.vector("y", seen);
        return Workload.of("rows", data, Map.of("m", new double[] {0.5}, "t", means));
    }

    static Workload schools() {
        Synthetic data = new Synthetic();
        double[] effects = new double[8];
        double[] observed = new double[8];
        double[] errors = new double[8];
        for (int j = 0; j < 8; j++) {
            effects[j] = 4 + 3 * data.normal();
            errors[j] = 9 + 9 * data.uniform();
            observed[j] = effects[j] + errors[j] * data.normal();
        }
        data.vector("y", observed).vector("sigma", errors);
        return Workload.of("schools", data,
                Map.of("mu", new double[] {4}, "tau", new double[] {3}, "theta", effects));
    }

    /** As large as the radon data of Minnesota (Gelman and Hill 2006). */
    static Workload radon() {
        Synthetic data = new Synthetic();
        double[] level = Synthetic.repeat(COUNTIES, () -> 1.5 + 0.3 * data.normal());
        double[] uranium = data.normals(COUNTIES);
        double[] county = Synthetic.repeat(HOUSES, () -> data.oneOf(COUNTIES));
        double[] uppm = new double[HOUSES];
        double[] floor = new double[HOUSES];
        double[] radon = new double[HOUSES];
        for (int i = 0; i < HOUSES; i++) {
            int j = (int) county[i] - 1;
            uppm[i] = uranium[j];
            floor[i] = data.uniform() < 0.2 ? 1 : 0;
            radon[i] = level[j] + 0.7 * uppm[i] - 0.7 * floor[i] + 0.7 * data.normal();
        }
        data.scalar("groups", COUNTIES).vector("county", county).vector("uppm", uppm).vector("floor", floor)
                .vector("radon", radon);
        return Workload.of("radon", data, Map.of("alpha", level, "beta", new double[] {0.7, -0.7},
                "mu", new double[] {1.5}, "tau", new double[] {0.3}, "sigma", new double[] {0.7}));
    }
}
