package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** What the passes of one elimination share: the sites, the numbers of the data, fresh loops and arrays. */
public final class Workspace {

    /** Makes a loop with an index of its own. */
    @FunctionalInterface
    public interface Loops {
        Loop loop(String name, Expr lower, Expr upper);
    }

    private final Map<Array, DiscreteSite> sites = new HashMap<>();
    private final Map<Array, double[]> data;
    private final Loops loops;
    private final Map<Index, Set<Index>> plates = new LinkedHashMap<>();
    private int arrays;

    /** @param data numbers of the data arrays; new arrays are added to it */
    Workspace(List<DiscreteSite> sites, Map<Array, double[]> data, Loops loops) {
        sites.forEach(site -> this.sites.put(site.array(), site));
        this.data = data;
        this.loops = loops;
    }

    DiscreteSite site(Array array) {
        return sites.get(array);
    }

    Loop loop(String name, int lower, int upper) {
        return loops.loop(name, Expr.of(lower), Expr.of(upper));
    }

    Loop loop(String name, Expr lower, Expr upper) {
        return loops.loop(name, lower, upper);
    }

    Evaluator evaluator() {
        return new Evaluator(data::get);
    }

    /** A fresh loop runs over the same rows as one that a factor had. */
    void standsFor(Index fresh, Index before) {
        plates.computeIfAbsent(fresh, key -> new LinkedHashSet<>()).add(before);
    }

    /** The plates of the joint program, and those that stand for them in the marginal one. */
    List<PlateLoop> plates(List<PlateLoop> joint) {
        List<PlateLoop> all = new ArrayList<>(joint);
        plates.forEach((fresh, before) -> List.copyOf(all).stream().filter(plate -> before.contains(plate.index()))
                .forEach(plate -> all.add(plate.with(fresh))));
        return all;
    }

    /** An array of integers that subscripts and ends of loops read. */
    Array integers(String name, int[] values) {
        Array array = new Array(name + "#" + arrays++, Array.Role.DATA, List.of(values.length));
        data.put(array, Arrays.stream(values).asDoubleStream().toArray());
        return array;
    }

    /** An array that a recurrence fills. */
    Array state(String name, List<Integer> shape) {
        return new Array(name + "#" + arrays++, Array.Role.STATE, shape);
    }

    /** The refusal of something that has one value for each draw but depends on a site that is summed out. */
    PenumbraException dependent(String name, String what, DiscreteSite site, String advice) {
        return PenumbraException.badInput(Problem.error("PEN-2924", "'" + name + "' " + what
                + " depends on the discrete latent site '" + site.name() + "', which is summed out: it has no one "
                + "value for a draw of the continuous sites.").at(site.location()).advise(advice));
    }

    /** The refusal of a sum over too many elements. */
    PenumbraException tooLong(String index, int most) {
        return PenumbraException.badInput(Problem.error("PEN-2922", "A sum over '" + index + "' reads more than " + most
                + " elements of discrete sites at once."));
    }

    /** A number that a loop ends at. */
    int number(Expr end) {
        return evaluator().integer(end);
    }
}
