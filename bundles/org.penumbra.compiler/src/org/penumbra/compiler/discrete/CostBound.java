package org.penumbra.compiler.discrete;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Loop;

/** Refuses what would take too much: tables over too many variables at once, and too much code. */
final class CostBound {

    /** Entries of the largest table. */
    static final double LARGEST_TABLE = 1e6;
    /** Entries of all tables that are written out as code. */
    private static final double MOST_WRITTEN = 20_000;

    private static final int MOST_NAMES = 6;

    private final Facts facts = new Facts();
    private final Location location;
    private final Map<Loop, String> names = new LinkedHashMap<>();
    private double written;

    CostBound(List<DiscreteSite> sites) {
        this.location = sites.getFirst().location();
    }

    static int first(Loop symbol) {
        return (int) ((Constant) symbol.lower()).value();
    }

    static int last(Loop symbol) {
        return (int) ((Constant) symbol.upper()).value();
    }

    /** Number of values of a variable. */
    static int cardinality(Loop symbol) {
        return last(symbol) - first(symbol) + 1;
    }

    /** Tells how a variable is called in messages. */
    Loop name(Loop symbol, String name) {
        names.put(symbol, name);
        return symbol;
    }

    /**
     * A table that a variable is summed out of, variables of loops around included.
     *
     * @param entriesWritten how many of its entries become code
     * @throws PenumbraException when it is too large
     */
    void check(VariableElimination.Table joined, double entriesWritten) {
        Set<Loop> clique = new LinkedHashSet<>(joined.scope());
        names.keySet().stream().filter(symbol -> facts.dependsOn(joined.value(), symbol.index())).forEach(clique::add);
        double size = clique.stream().mapToDouble(CostBound::cardinality).reduce(1, (a, b) -> a * b);
        written += entriesWritten;
        if (size > LARGEST_TABLE || written > MOST_WRITTEN) {
            throw refuse(clique, size > LARGEST_TABLE ? size : written, size > LARGEST_TABLE
                    ? "one table over " + names(clique) + " together" : "tables for them, the last one over "
                            + names(clique));
        }
    }

    private PenumbraException refuse(Set<Loop> clique, double size, String what) {
        return tooLarge(String.format("%.0f", size) + " entries in " + what);
    }

    /** The refusal of something that is too large. */
    PenumbraException tooLarge(String what) {
        return PenumbraException.badInput(Problem.error("PEN-2922", "The discrete latent sites cannot be summed out: "
                + "their dependencies need " + what + ".").at(location).advise(
                        "Give them fewer values, let fewer of them meet in one statement, or sample the model: "
                                + "Markov chains draw what cannot be summed out."));
    }

    /** The refusal of an element that is another one in each iteration of a plate. */
    PenumbraException irregular(String statement, String site) {
        return PenumbraException.badInput(Problem.error("PEN-2923", "The discrete latent sites cannot be summed out: "
                + "which element of '" + site + "' the statement of '" + statement + "' reads is different in each "
                + "iteration of the plate around it.").at(location).advise(
                        "Read it at the index of a plate or loop, or at that index and a fixed distance."));
    }

    private String names(Set<Loop> clique) {
        List<String> all = clique.stream().map(symbol -> names.getOrDefault(symbol, symbol.index().name())).distinct()
                .map(name -> "'" + name + "'").toList();
        int more = all.size() - MOST_NAMES;
        return more <= 0 ? String.join(", ", all)
                : String.join(", ", all.subList(0, MOST_NAMES)) + " and " + more + " more";
    }
}
