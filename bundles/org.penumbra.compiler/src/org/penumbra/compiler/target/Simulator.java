package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.ir.Block;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.Draw;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.ir.Turns;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Structure;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.math.RandomStream;

/** One simulation, element by element with the slow evaluator. */
public final class Simulator {

    /** A declared type that cuts a prior is met by drawing again, so many times at most. */
    private static final int MOST_TRIES = 100_000;

    private static final String PROPER = "Give it a proper prior, or a value with condition in an infer block.";
    private static final String NARROWER = "Give what it is computed from a narrower prior.";

    private final Generation generation;
    private final RandomStream random;
    private final GivenSites given;
    private final Map<Array, double[]> arrays = new HashMap<>();
    private final Map<Array, boolean[]> covered = new HashMap<>();

    /** Draws everything at once. */
    public Simulator(Generation generation, RandomStream random) {
        this(generation, random, Map.of(), true);
    }

    /**
     * Draws everything but what is given.
     *
     * @param given values of latent sites on their own scale, by name, row-major
     * @param data whether data are drawn as well
     */
    public Simulator(Generation generation, RandomStream random, Map<String, double[]> given, boolean data) {
        this.generation = generation;
        this.random = random;
        this.given = new GivenSites(generation.program().summation()
                .drawn(generation.program().latents()), given);
        arrays.putAll(generation.program().data());
        generation.program().latents().forEach(site -> arrays.put(site.array(), new double[site.array().size()]));
        generation.program().summation().sites()
                .forEach(site -> arrays.put(site.array(), new double[site.array().size()]));
        generation.drawn().forEach((name, drawn) -> {
            arrays.put(drawn.array(), generation.program().data().get(drawn.array()).clone());
            covered.put(drawn.array(), new boolean[drawn.array().size()]);
        });
        List<Draw> wanted = generation.draws().stream()
                .filter(draw -> data || !covered.containsKey(draw.target().array())).toList();
        Turns.run(wanted, Draw::loops, new Evaluator(arrays::get), this::draw);
    }

    private void draw(Draw draw, Evaluator indices) {
        Evaluator at = evaluator(draw.loops(), indices);
        int position = at.integer(draw.target().offset());
        Optional<double[]> known = given.coordinates(draw, at);
        if (known.isPresent()) {
            System.arraycopy(known.get(), 0, arrays.get(draw.target().array()), position, known.get().length);
            return;
        }
        if (draw.block().isPresent()) {
            double[] drawn = block(draw, draw.block().get(), at);
            System.arraycopy(drawn, 0, arrays.get(draw.target().array()), position, drawn.length);
            if (covered.containsKey(draw.target().array())) {
                Arrays.fill(covered.get(draw.target().array()), position, position + drawn.length, true);
            }
            return;
        }
        arrays.get(draw.target().array())[position] = value(draw, at);
        if (covered.containsKey(draw.target().array())) {
            covered.get(draw.target().array())[position] = true;
        }
    }

    /** One that has not seen the numbers that were there before; recurrences may read what was just drawn. */
    private Evaluator evaluator(List<Loop> loops, Evaluator indices) {
        Evaluator fresh = StoredValues.evaluator(generation.program(), arrays::get, given.stored());
        for (Loop loop : loops) {
            fresh = fresh.with(loop.index(), indices.integer(loop.index()));
        }
        return fresh;
    }

    private double[] block(Draw draw, BlockDraw block, Evaluator at) {
        BlockDraws draws = new BlockDraws(draw.signature(), block);
        requireParameters(draw, block, at);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            double[] drawn = drawn(draw, draws, at);
            if (Arrays.stream(drawn).allMatch(Double::isFinite)) {
                for (double one : drawn) {
                    requireType(draw, one, at);
                }
                return drawn;
            }
        }
        throw notOfType(draw, at);
    }

    private double[] drawn(Draw draw, BlockDraws draws, Evaluator at) {
        try {
            return draws.draw(at, random);
        } catch (UnsupportedOperationException | IllegalArgumentException none) {
            throw nothing(draw, at, none.getMessage(), PROPER);
        }
    }

    private void requireParameters(Draw draw, BlockDraw block, Evaluator at) {
        for (int i = 0; i < block.parameters().size(); i++) {
            Signature.Parameter parameter = draw.signature().parameters().get(i);
            Block value = block.parameters().get(i);
            Optional<Structure> structure = draw.signature().isMultivariate() ? parameter.structure()
                    : Optional.empty();
            Term.Check check = new Term.Check(parameter.name(), parameter.support(), value.element(), value.axes(),
                    structure);
            check.fault(at, "").ifPresent(fault -> {
                throw nothing(draw, at, "of " + draw.distribution() + ", " + fault, NARROWER);
            });
        }
    }

    private double value(Draw draw, Evaluator at) {
        double[] parameters = parameters(draw, at);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            double drawn = sample(draw, parameters, at);
            double value = Inverse.of(draw.bijector(), drawn, at);
            if (Double.isFinite(value)) {
                requireType(draw, drawn, at);
                return value;
            }
        }
        throw notOfType(draw, at);
    }

    private static PenumbraException notOfType(Draw draw, Evaluator at) {
        return nothing(draw, at, "no draw of " + draw.distribution() + " in " + MOST_TRIES
                + " was of the declared type", "Declare a wider type, or give it a distribution nearer to it.");
    }

    private double[] parameters(Draw draw, Evaluator at) {
        double[] values = draw.parameters().stream().mapToDouble(at::evaluate).toArray();
        for (int i = 0; i < values.length; i++) {
            Signature.Parameter parameter = draw.signature().parameters().get(i);
            if (!parameter.support().contains(values[i])) {
                throw nothing(draw, at, parameter.name() + " of " + draw.distribution() + " is " + values[i]
                        + ", expected " + parameter.support(), NARROWER);
            }
        }
        return values;
    }

    private double sample(Draw draw, double[] parameters, Evaluator at) {
        Distribution distribution = draw.signature().distribution().get();
        try {
            return distribution.sample(parameters, random);
        } catch (UnsupportedOperationException | IllegalArgumentException none) {
            throw nothing(draw, at, none.getMessage(), PROPER);
        }
    }

    private void requireType(Draw draw, double drawn, Evaluator at) {
        Generation.Drawn data = generation.drawn().get(draw.site());
        if (data != null && !data.type().contains(drawn)) {
            throw nothing(draw, at, "the draw " + drawn + " is not of its declared type, " + data.type(),
                    "Declare a wider type, or cut the distribution with Truncated.");
        }
    }

    private static PenumbraException nothing(Draw draw, Evaluator at, String why, String advice) {
        StringBuilder place = new StringBuilder();
        for (Loop loop : draw.loops()) {
            place.append(place.isEmpty() ? " at " : ", ").append(loop.index().name()).append(" = ")
                    .append(at.integer(loop.index()));
        }
        return PenumbraException.badInput(Problem.error("PEN-2308", "'" + draw.site() + "' cannot be drawn" + place
                + ": " + why + ".").at(draw.location()).about(draw.site()).advise(advice));
    }

    /** The free coordinates of all latent sites, in the layout of the compiled program. */
    public double[] coordinates() {
        Layout layout = Layout.of(generation.program());
        double[] x = new double[layout.dimension()];
        layout.freeBase().forEach((array, base) -> System.arraycopy(arrays.get(array), 0, x, base, array.size()));
        return x;
    }

    /** What was drawn in the place of data, by name. */
    public Map<String, BoundArray> data() {
        Map<String, BoundArray> data = new LinkedHashMap<>();
        generation.drawn().forEach((name, drawn) -> {
            double[] values = arrays.get(drawn.array()).clone();
            for (int k = 0; k < values.length; k++) {
                values[k] = covered.get(drawn.array())[k] ? values[k] : Double.NaN;
            }
            data.put(name, bound(drawn.array().shape(), values));
        });
        return data;
    }

    /** The latent and deterministic sites on their own scale, by name. */
    public Map<String, BoundArray> sites() {
        Map<String, BoundArray> sites = new LinkedHashMap<>();
        for (LatentSite site : generation.program().latents()) {
            evaluate(site.loops(), site.position(), site.value(), values(sites, site.name(), site.shape()));
        }
        for (ReportedValue value : generation.program().reported()) {
            evaluate(value.loops(), Layout.offset(value), value.value(), values(sites, value.name(), value.shape()));
        }
        generation.program().summation().sites()
                .forEach(site -> sites.put(site.name(), bound(site.array().shape(), arrays.get(site.array()).clone())));
        return sites;
    }

    /** Several statements may draw the elements of one site. */
    private static double[] values(Map<String, BoundArray> sites, String name, List<Integer> shape) {
        return sites.computeIfAbsent(name, key -> bound(shape, new double[Layout.size(shape)])).values();
    }

    private void evaluate(List<Loop> loops, Expr offset, Expr value, double[] values) {
        Turns.run(List.of(value), one -> loops, StoredValues.evaluator(generation.program(), arrays::get),
                (one, at) -> values[at.integer(offset)] = at.evaluate(one));
    }

    private static BoundArray bound(List<Integer> shape, double[] values) {
        return new BoundArray(shape, values, k -> "a simulation");
    }
}
