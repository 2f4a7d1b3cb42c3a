package org.penumbra.inference.mcmc;

import org.penumbra.inference.StartingOptions;

/** What all samplers are told; an option record implements it with components that have these labels and helps. */
interface SamplingOptions extends StartingOptions {
    String SAMPLES_LABEL = "Samples";
    String SAMPLES_HELP = "Draws of each chain that are kept. Effective sizes say whether they were enough.";
    String SAMPLES = "1000";
    String WARMUP_LABEL = "Warm-up";
    String WARMUP_HELP = "Iterations of each chain that only learn step size and metric, and are not kept.";
    String CHAINS_LABEL = "Chains";
    String CHAINS_HELP = "Chains from different starts, side by side. R-hat compares them, so take several.";
    String CHAINS = "4";
    String ACCEPTANCE_LABEL = "Target acceptance";
    String METRIC_LABEL = "Metric";
    String METRIC_HELP = "What warm-up learns of the shape of the posterior: nothing (unit), variances (diagonal), "
            + "covariances (dense), or variances and the few directions that stand out (lowRank); auto takes what "
            + "pays.";
    String METRIC = "auto";
    String CLIMB_LABEL = "Climb";
    String CLIMB_HELP = "Climb from each start to the bulk of the probability by L-BFGS before warm-up, and begin with "
            + "the curvature there. Turn it off to begin at the starts themselves, as other samplers do.";
    String CLIMB = "true";
    String UNIFORM = "uniform";
    double MOST_SAMPLES = 1e7;
    double MOST_CHAINS = 1000;

    int samples();

    int warmup();

    int chains();

    double targetAcceptance();

    MetricKind metric();

    boolean climb();

    /** Passes through all discrete elements in each iteration, where they are drawn. */
    default int sweeps() {
        return 1;
    }
}
