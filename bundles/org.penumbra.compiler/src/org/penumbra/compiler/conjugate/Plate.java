package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Loop;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.GradientFactors;

/**
 * The largest plate some of whose groups have one factor in each iteration: every statistic of them stands at a
 * multiple of the plate's index.
 *
 * @param iterations of it
 * @param loops that run over it
 * @param local groups, by number
 * @param arrays of statistics of these
 */
record Plate(int iterations, Set<Loop> loops, Set<Integer> local, Set<Array> arrays) {

    static Optional<Plate> of(Moments moments) {
        List<Plate> found = new ArrayList<>();
        for (int g = 0; g < moments.groups().size(); g++) {
            of(moments, g).ifPresent(found::add);
        }
        Optional<Plate> largest = found.stream().max(Comparator.comparingInt(Plate::iterations));
        return largest.filter(plate -> plate.iterations() > 1).map(plate -> plate.with(found));
    }

    /** Together with the groups that run over the same loops. */
    private Plate with(List<Plate> others) {
        Set<Loop> all = new LinkedHashSet<>(loops);
        Set<Integer> groups = new LinkedHashSet<>(local);
        Set<Array> statistics = new LinkedHashSet<>(arrays);
        for (Plate other : others) {
            if (other.iterations == iterations && other.loops.stream().anyMatch(loops::contains)) {
                all.addAll(other.loops);
                groups.addAll(other.local);
                statistics.addAll(other.arrays);
            }
        }
        return new Plate(iterations, all, groups, statistics);
    }

    private static Optional<Plate> of(Moments moments, int group) {
        FactorGroup factors = moments.groups().get(group);
        if (factors instanceof GradientFactors) {
            return Optional.empty(); // its factors are updated together
        }
        boolean split = moments.groups().stream().filter(one -> one.start() == factors.start()).count() > 1;
        Set<Array> arrays = CompiledForm.arrays(moments, factors);
        Set<Loop> loops = new LinkedHashSet<>();
        for (Term term : moments.terms()) {
            for (Element statistic : term.statistics()) {
                if (arrays.contains(statistic.array())) {
                    Optional<Loop> loop = running(term, statistic, factors.count());
                    if (split || loop.isEmpty()) {
                        return Optional.empty();
                    }
                    loops.add(loop.get());
                }
            }
        }
        return loops.isEmpty() ? Optional.empty()
                : Optional.of(new Plate(factors.count(), loops, Set.of(group), arrays));
    }

    /** The loop whose iteration k reads factor k of the statistic. */
    private static Optional<Loop> running(Term term, Element statistic, int factors) {
        int stride = statistic.array().size() / factors;
        Offset offset = Offset.of(statistic.offset());
        return term.loops().stream().filter(loop -> Iterations.extent(loop) == factors
                && offset.factor(loop.index()) == stride && Iterations.lower(loop) == 1).findFirst();
    }

    /** The loop of a term that runs over this plate. */
    Optional<Loop> loop(Term term) {
        return term.loops().stream().filter(loops::contains).findFirst();
    }
}
