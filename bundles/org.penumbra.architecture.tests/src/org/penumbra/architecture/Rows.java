package org.penumbra.architecture;

import java.util.Map;
import java.util.Optional;

/**
 * The layers of the platform. A bundle uses only bundles of lower rank; bundles of one rank do not know each other.
 * The row of a rank is its tens digit.
 */
final class Rows {

    private static final int COMPILER = 23;
    private static final int PLUGIN = 30;
    /** From here up files, consoles, clocks and logs may be touched. */
    private static final int EDGE = 40;
    /** Where windows are. */
    private static final int WORKBENCH = 70;
    private static final int PRODUCT = 80;

    private static final Map<String, Integer> RANK = Map.ofEntries(
            Map.entry("core", 0),
            Map.entry("math", 10),
            Map.entry("expression", 20),
            Map.entry("distribution", 21),
            Map.entry("exchange", 21),
            Map.entry("inference", 21),
            Map.entry("model", 21),
            Map.entry("network", 21),
            Map.entry("compiler", COMPILER),
            Map.entry("picture", 22),
            Map.entry("testing", 24),
            Map.entry("diagnostics.chains", PLUGIN),
            Map.entry("diagnostics.invariance", PLUGIN),
            Map.entry("diagnostics.psis", PLUGIN),
            Map.entry("distributions", PLUGIN),
            Map.entry("flows", PLUGIN),
            Map.entry("formats", PLUGIN),
            Map.entry("guides", PLUGIN),
            Map.entry("inference.auto", PLUGIN),
            Map.entry("inference.cavi", PLUGIN),
            Map.entry("inference.gaussian", PLUGIN),
            Map.entry("inference.laplace", PLUGIN),
            Map.entry("inference.mcmc", PLUGIN),
            Map.entry("inference.particles", PLUGIN),
            Map.entry("inference.pathfinder", PLUGIN),
            Map.entry("inference.svi", PLUGIN),
            Map.entry("layers", PLUGIN),
            Map.entry("multivariate", PLUGIN),
            Map.entry("objectives", PLUGIN),
            Map.entry("optimizers", PLUGIN),
            Map.entry("plots", PLUGIN),
            Map.entry("sources.arrow", PLUGIN),
            Map.entry("sources.duckdb", PLUGIN),
            Map.entry("sources.text", PLUGIN),
            Map.entry("registry", EDGE),
            Map.entry("visualization", EDGE),
            Map.entry("data", 41),
            Map.entry("lang", 50),
            Map.entry("lang.ide", 51),
            Map.entry("session", 60),
            Map.entry("ui", WORKBENCH),
            Map.entry("ui.editor", 71),
            Map.entry("app", PRODUCT),
            Map.entry("doc", 90),
            Map.entry("examples", 90));

    private Rows() {
    }

    /** The rank of a bundle of ours; empty for libraries, tests, and what nobody has placed yet. */
    static Optional<Integer> rank(String bundle) {
        return bundle.startsWith("org.penumbra.")
                ? Optional.ofNullable(RANK.get(bundle.substring("org.penumbra.".length())))
                : Optional.empty();
    }

    /** Whether it is a plug-in: found by the registry, named by nobody. */
    static boolean isPlugin(String bundle) {
        return rank(bundle).filter(rank -> rank == PLUGIN).isPresent();
    }

    /** Whether it is part of the workbench, and may open windows. */
    static boolean isWorkbench(String bundle) {
        return rank(bundle).filter(rank -> rank >= WORKBENCH && rank < PRODUCT).isPresent()
                || bundle.startsWith("org.penumbra.ui.") && bundle.endsWith(".tests");
    }

    /** Whether it lies below the row where the outside world begins. */
    static boolean isInner(String bundle) {
        return rank(bundle).filter(rank -> rank < EDGE).isPresent();
    }

    /** Whether {@code user} may use {@code used}: plug-ins know contracts, not the compiler; nobody knows a plug-in. */
    static boolean mayUse(int user, int used) {
        return used < user && used != PLUGIN && !(user == PLUGIN && used == COMPILER);
    }
}
