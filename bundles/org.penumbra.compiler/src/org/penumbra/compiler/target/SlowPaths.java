package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.ir.Turns;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Loop;
import org.penumbra.inference.SiteMap.Site;
import org.penumbra.inference.Target.Contribution;
import org.penumbra.math.RandomStream;

/** What is done rarely, element by element with the slow evaluator: prior draws, inverse transforms, diagnosis. */
final class SlowPaths {

    private final ModelProgram program;
    private final Layout layout;
    /** Arrays that may be large, and do not change while an evaluator is in use. */
    private final Set<Array> parameters;

    SlowPaths(ModelProgram program, Layout layout) {
        this.program = program;
        this.layout = layout;
        this.parameters = program.latents().stream().filter(LatentSite::isParameter).map(LatentSite::array)
                .collect(Collectors.toSet());
    }

    /** An evaluator that sees x as it is now. */
    private Evaluator at(double[] x) {
        return at(x, Map.of());
    }

    private Evaluator at(double[] x, Map<Array, double[]> given) {
        Map<Array, double[]> copies = new HashMap<>();
        return StoredValues.evaluator(program, array -> {
            Integer base = layout.freeBase().get(array);
            return base == null ? program.data().get(array)
                    : parameters.contains(array) ? copies.computeIfAbsent(array, one -> copy(one, base, x))
                    : copy(array, base, x);
        }, given);
    }

    private static double[] copy(Array array, int base, double[] x) {
        return Arrays.copyOfRange(x, base, base + array.size());
    }

    /** Sites whose elements are stored, because they are made of earlier ones: their values are the stored ones. */
    private Map<Array, double[]> storedSites(double[] values) {
        Map<Array, double[]> stored = new HashMap<>();
        for (LatentSite latent : program.latents()) {
            Array array = new Array(latent.name(), Array.Role.STATE, latent.shape());
            int from = layout.site(latent.name()).valueOffset();
            stored.put(array, Arrays.copyOfRange(values, from, from + array.size()));
        }
        return stored;
    }

    private static void eachIteration(List<Loop> loops, Evaluator at, Consumer<Evaluator> action) {
        if (loops.isEmpty()) {
            action.accept(at);
            return;
        }
        Loop loop = loops.getFirst();
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            eachIteration(loops.subList(1, loops.size()), at.with(loop.index(), i), action);
        }
    }

    /** Sites that are drawn in one loop take turns in it: an element may depend on earlier ones of each. */
    void samplePrior(RandomStream random, double[] x) {
        sample(program.latents(), random, x);
    }

    /** The same given the parameters that x has. */
    void sampleLatents(RandomStream random, double[] x) {
        sample(program.latents().stream().filter(site -> !site.isParameter()).toList(), random, x);
    }

    private void sample(List<LatentSite> sites, RandomStream random, double[] x) {
        List<LatentSite> group = new ArrayList<>();
        for (LatentSite site : sites) {
            if (!group.isEmpty() && !sharesLoop(group.getLast(), site)) {
                draw(group, random, x);
                group.clear();
            }
            group.add(site);
        }
        draw(group, random, x);
    }

    private static boolean sharesLoop(LatentSite before, LatentSite site) {
        return !before.drawLoops().isEmpty() && !site.drawLoops().isEmpty()
                && before.drawLoops().getFirst().equals(site.drawLoops().getFirst());
    }

    /** With an evaluator of its own, so that recurrences are computed from what has been drawn by then. */
    private void draw(List<LatentSite> group, RandomStream random, double[] x) {
        boolean stale = isStale(group);
        Turns.run(group, LatentSite::drawLoops, at(x), (site, indices) -> {
            Evaluator at = stale ? fresh(x, site.drawLoops(), indices) : indices;
            int position = layout.freeBase().get(site.array()) + at.integer(site.free().offset());
            if (site.block().isPresent()) {
                double[] free = drawBlock(site, new BlockDraws(site.signature(), site.block().get()), at, random);
                System.arraycopy(free, 0, x, position, free.length);
            } else {
                x[position] = drawFree(site, site.signature().distribution().get(), at, random);
            }
        });
    }

    /** Whether a draw reads what is stored of draws that have been made in the same loop. */
    private static boolean isStale(List<LatentSite> group) {
        Facts facts = new Facts();
        return group.stream().flatMap(site -> site.block().stream()).anyMatch(block -> group.size() > 1
                || block.parameters().stream().anyMatch(one -> !facts.of(one.element()).stored().isEmpty()));
    }

    /** One that has stored no block of a site that has been drawn since. */
    private Evaluator fresh(double[] x, List<Loop> loops, Evaluator indices) {
        Evaluator fresh = at(x);
        for (Loop loop : loops) {
            fresh = fresh.with(loop.index(), indices.integer(loop.index()));
        }
        return fresh;
    }

    private static double[] drawBlock(LatentSite site, BlockDraws block, Evaluator at, RandomStream random) {
        try {
            double[] free = block.draw(at, random);
            return Arrays.stream(free).allMatch(Double::isFinite) ? free : uniform(site, random);
        } catch (UnsupportedOperationException | IllegalArgumentException improper) {
            return uniform(site, random); // as for a number
        }
    }

    private static double[] uniform(LatentSite site, RandomStream random) {
        double[] free = new double[coordinates(site)];
        Arrays.setAll(free, k -> 4 * random.nextDouble() - 2);
        return free;
    }

    /** Number of coordinates of one draw: the axes of the array behind those of the loops. */
    private static int coordinates(LatentSite site) {
        List<Integer> shape = site.array().shape();
        return Layout.size(shape.subList(site.drawLoops().size(), shape.size()));
    }

    private static double drawFree(LatentSite site, Distribution distribution, Evaluator at, RandomStream random) {
        double[] parameters = site.parameters().stream().mapToDouble(at::evaluate).toArray();
        try {
            return Inverse.of(site.bijector(), distribution.sample(parameters, random), at);
        } catch (UnsupportedOperationException | IllegalArgumentException improper) {
            // Nothing can be drawn: the distribution is improper, or a parameter is outside of its support, which the
            // density reports. Stan starts such coordinates uniformly on (-2, 2).
            return 4 * random.nextDouble() - 2;
        }
    }

    void unconstrain(double[] values, double[] x) {
        Map<Array, double[]> stored = storedSites(values);
        for (LatentSite latent : program.latents()) {
            Site site = layout.site(latent.name());
            if (latent.block().isPresent()) {
                unconstrain(latent, site, latent.block().get(), values, x, at(x, stored));
                continue;
            }
            eachIteration(latent.loops(), at(x, stored), at -> {
                int element = at.integer(latent.free().offset());
                x[site.freeOffset() + element] = free(latent, site, element, values[site.valueOffset() + element], at);
            });
        }
    }

    private static void unconstrain(LatentSite latent, Site site, BlockDraw block, double[] values, double[] x,
            Evaluator start) {
        BlockDraws draws = new BlockDraws(latent.signature(), block);
        eachIteration(block.loops(), start, at -> {
            int position = at.integer(block.start());
            int first = at.integer(block.first());
            double[] own = Arrays.copyOfRange(values, site.valueOffset() + first,
                    site.valueOffset() + first + draws.size());
            draws.fault(own).ifPresent(fault -> {
                throw new IllegalArgumentException(site.elementName(first) + " and what follows is outside of its "
                        + "support " + site.support() + ": " + fault);
            });
            double[] free = draws.coordinates(own, draws.parameters(at), at);
            for (int k = 0; k < free.length; k++) {
                if (Double.isNaN(free[k])) {
                    throw new IllegalArgumentException(site.elementName(first + k) + " = " + own[k]
                            + " is outside of its support " + site.support());
                }
            }
            System.arraycopy(free, 0, x, site.freeOffset() + position, free.length);
        });
    }

    private static double free(LatentSite latent, Site site, int element, double value, Evaluator at) {
        double free = Inverse.of(latent, value, at);
        if (Double.isNaN(free)) {
            throw new IllegalArgumentException(
                    site.elementName(element) + " = " + value + " is outside of its support " + site.support());
        }
        return free;
    }

    List<Contribution> contributions(double[] x) {
        Evaluator at = at(x);
        List<Contribution> contributions = new ArrayList<>();
        for (Term term : program.terms()) {
            contributions.add(new Contribution(term.site(), at.evaluate(term.total()), explain(term, at)));
        }
        return contributions;
    }

    private String explain(Term term, Evaluator evaluator) {
        List<String> found = new ArrayList<>();
        eachIteration(term.loops(), evaluator, at -> {
            if (found.isEmpty()) {
                explainOne(term, at, found);
            }
        });
        return found.isEmpty() ? "" : found.getFirst();
    }

    private static void explainOne(Term term, Evaluator at, List<String> found) {
        String place = place(term, at);
        for (Term.Check check : term.checks()) {
            Optional<String> fault = check.fault(at, place);
            if (fault.isPresent()) {
                found.add(fault.get());
                return;
            }
        }
        double value = at.evaluate(term.value());
        if (!Double.isFinite(value)) {
            found.add("the log density is " + value + place);
        }
    }

    private static String place(Term term, Evaluator at) {
        StringBuilder place = new StringBuilder();
        for (Loop loop : term.loops()) {
            place.append(place.isEmpty() ? " at " : ", ").append(loop.index().name()).append(" = ")
                    .append(at.integer(loop.index()));
        }
        return place.toString();
    }
}
