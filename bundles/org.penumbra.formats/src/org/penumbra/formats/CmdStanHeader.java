package org.penumbra.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.exchange.DrawSet;

/** What CmdStan writes in comments around the draws of one chain. Readers find settings in it by name. */
final class CmdStanHeader {

    private final DrawSet draws;
    private final int chain;

    CmdStanHeader(DrawSet draws, int chain) {
        this.draws = draws;
        this.chain = chain;
    }

    void write(Writer writer) throws IOException {
        List<String> lines = new ArrayList<>(List.of("stan_version_major = 2", "stan_version_minor = 33",
                "stan_version_patch = 0", "model = " + draws.model()));
        lines.addAll(List.of("method = sample (Default)", "  sample", "    num_samples = " + draws.length(),
                "    num_warmup = " + about("warmup", "0"), "    save_warmup = 0 (Default)",
                "    thin = 1 (Default)"));
        lines.addAll(List.of("    adapt", "      engaged = " + (draws.adaptations().isEmpty() ? "0" : "1"),
                "      gamma = 0.05 (Default)", "      delta = " + about("delta", "0.8"),
                "      kappa = 0.75 (Default)",
                "      t0 = 10 (Default)", "      init_buffer = 75 (Default)", "      term_buffer = 50 (Default)",
                "      window = 25 (Default)"));
        lines.addAll(List.of("    algorithm = hmc (Default)", "      hmc", "        engine = nuts (Default)",
                "          nuts", "            max_depth = " + about("maxDepth", "10"),
                "        metric = " + metric(), "        metric_file =  (Default)", "        stepsize = 1 (Default)",
                "        stepsize_jitter = 0 (Default)", "    num_chains = 1 (Default)"));
        lines.addAll(List.of("id = " + (chain + 1), "data", "  file = " + about("dataFile", " (Default)"),
                "init = 2 (Default)", "random", "  seed = " + about("seed", "0"), "output",
                "  file = " + draws.model() + "-" + (chain + 1) + ".csv", "  diagnostic_file =  (Default)",
                "  refresh = 100 (Default)", "  sig_figs = -1 (Default)"));
        lines.add("penumbra");
        draws.about().forEach((name, value) -> lines.add("  penumbra_" + name + " = " + value.replaceAll("\\s+", " ")));
        for (String line : lines) {
            writer.write("# " + line + "\n");
        }
    }

    private String about(String name, String otherwise) {
        return draws.about().getOrDefault(name, otherwise);
    }

    private String metric() {
        String metric = draws.adaptations().isEmpty() ? "unit" : draws.adaptations().get(chain).metric();
        return switch (metric) {
            case "dense" -> "dense_e";
            case "unit" -> "unit_e";
            default -> "diag_e";
        };
    }

    /** Between the header and the draws. */
    void writeAdaptation(Writer writer) throws IOException {
        writer.write("# Adaptation terminated\n");
        double stepSize = draws.adaptations().isEmpty() ? 1 : draws.adaptations().get(chain).stepSize();
        writer.write("# Step size = " + stepSize + "\n");
        if (metric().equals("unit_e")) {
            writer.write("# No free parameters for unit metric\n");
            return;
        }
        writer.write("# Diagonal elements of inverse mass matrix:\n# ");
        double[] variances = draws.adaptations().get(chain).variances();
        for (int i = 0; i < variances.length; i++) {
            writer.write((i == 0 ? "" : ", ") + variances[i]);
        }
        writer.write("\n");
    }

    /** After the draws. */
    void writeEnd(Writer writer) throws IOException {
        String seconds = about("seconds", "0");
        writer.write("# \n#  Elapsed Time: 0 seconds (Warm-up)\n#                " + seconds
                + " seconds (Sampling)\n#                " + seconds + " seconds (Total)\n# \n");
    }
}
