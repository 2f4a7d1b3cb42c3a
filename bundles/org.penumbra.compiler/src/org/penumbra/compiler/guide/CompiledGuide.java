package org.penumbra.compiler.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.batch.Subsampling;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.StepKeys;
import org.penumbra.compiler.target.Lazy;
import org.penumbra.compiler.target.MinibatchCode;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;

/** A guide block bound to data and compiled: makes guides for the target of its model. */
public final class CompiledGuide {

    private final GuideProgram program;
    private final CompiledModel parameters;
    private final Lazy<CompiledModel> density;
    private final Lazy<CompiledModel> draws;
    private final RowsCode rows;
    private final double[] start;

    /**
     * Compiles no more than what tells the values of parameters; all else when it is needed.
     *
     * @param whole compiles a program with all rows
     * @param few compiles a program of the rows of a minibatch
     * @throws PenumbraException (BAD_INPUT, PEN-2940) when a starting value lies outside of the type of its parameter
     */
    public CompiledGuide(GuideProgram program, Function<ModelProgram, CompiledModel> whole,
            Function<Subsampling.Batched, MinibatchCode> few) {
        this(program, whole.apply(program.values()), new Lazy<>(() -> whole.apply(program.density())),
                new Lazy<>(() -> whole.apply(program.draws())), new RowsCode(program, few), program.start());
    }

    private CompiledGuide(GuideProgram program, CompiledModel parameters, Lazy<CompiledModel> density,
            Lazy<CompiledModel> draws, RowsCode rows, List<Double> written) {
        this.program = program;
        this.parameters = parameters;
        this.density = density;
        this.draws = draws;
        this.rows = rows;
        this.start = start(written);
    }

    /**
     * The same guide with other starting values.
     *
     * @param values of all parameters by the names of {@link Guide#namedValues()}
     * @return empty when they are the parameters of another guide
     * @throws PenumbraException (BAD_INPUT, PEN-2940) when a value lies outside of the type of its parameter
     */
    public Optional<CompiledGuide> startingAt(Map<String, Double> values) {
        List<Double> others = new ArrayList<>();
        for (Guide.NamedValue one : named(start)) {
            if (!values.containsKey(one.name())) {
                return Optional.empty();
            }
            others.add(values.get(one.name()));
        }
        return others.size() == values.size() ? Optional.of(new CompiledGuide(program, parameters,
                density, draws, rows, others))
                : Optional.empty();
    }

    /** As in the text. */
    public String name() {
        return program.name();
    }

    /** A guide of its own parameters, at their starting values, for one thread. */
    public DifferentiableGuide guide() {
        return new WholeGuide(program.noise(), program.coordinates(), start.clone(),
                GuideCode.whole(() -> density.get().target()), DrawCode.whole(() -> draws.get().target(), start.length),
                this::named, (local, shared) -> rows.part(local, shared, this::named),
                !program.density().streams().isEmpty(), StepKeys.areIn(program.draws()));
    }

    /** The parameters on their own scale, in the order of the text. */
    private List<Guide.NamedValue> named(double[] free) {
        Target target = parameters.target();
        double[] numbers = new double[target.sites().valueCount()];
        target.sites().constrain(free, numbers);
        List<Guide.NamedValue> named = new ArrayList<>();
        for (SiteMap.Site site : sites()) {
            for (int k = 0; k < site.size(); k++) {
                named.add(new Guide.NamedValue(site.elementName(k), numbers[site.valueOffset() + k]));
            }
        }
        return named;
    }

    private List<SiteMap.Site> sites() {
        return parameters.target().sites().sites();
    }

    /** Free coordinates of the starting values; 0 for a parameter without one. */
    private double[] start(List<Double> starting) {
        Target target = parameters.target();
        double[] numbers = new double[target.sites().valueCount()];
        target.sites().constrain(new double[target.dimension()], numbers);
        int position = 0;
        for (SiteMap.Site site : sites()) {
            int end = position + site.size();
            for (int to = site.valueOffset(); position < end; position++, to++) {
                double written = starting.get(position);
                numbers[to] = Double.isNaN(written) ? numbers[to] : written;
            }
        }
        double[] free = new double[target.dimension()];
        try {
            target.sites().unconstrain(numbers, free);
        } catch (IllegalArgumentException outside) {
            throw wrongStart(outside.getMessage(), location());
        }
        requireInside(free);
        return free;
    }

    private void requireInside(double[] free) {
        for (SiteMap.Site site : sites()) {
            for (int k = site.freeOffset(); k < site.freeOffset() + site.freeSize(); k++) {
                if (!Double.isFinite(free[k])) {
                    throw wrongStart(site.name() + " begins at the edge of " + site.support(), location(site.name()));
                }
            }
        }
    }

    private Location location() {
        return program.parameters().isEmpty() ? null : program.parameters().getFirst().location();
    }

    private Location location(String name) {
        return program.parameters().stream().filter(site -> site.name().equals(name)).findFirst()
                .map(LatentSite::location).orElse(null);
    }

    private PenumbraException wrongStart(String what, Location where) {
        return PenumbraException.badInput(Problem.error("PEN-2940", "A parameter of the guide '" + name()
                + "' starts inside of its type; " + what + ".").at(where).advise("Write another starting value."));
    }
}
