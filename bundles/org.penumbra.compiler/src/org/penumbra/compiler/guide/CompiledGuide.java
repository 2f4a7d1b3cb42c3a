package org.penumbra.compiler.guide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.LatentSite;
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
    private final CompiledModel density;
    private final CompiledModel draws;
    private final double[] start;

    /**
     * @param density the program of that name, compiled
     * @param draws the program of that name, compiled
     * @throws PenumbraException (BAD_INPUT, PEN-2940) when a starting value lies outside of the type of its parameter
     */
    public CompiledGuide(GuideProgram program, CompiledModel density, CompiledModel draws) {
        this(program, density, draws, program.start());
    }

    private CompiledGuide(GuideProgram program, CompiledModel density, CompiledModel draws, List<Double> written) {
        this.program = program;
        this.density = density;
        this.draws = draws;
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
        return others.size() == values.size() ? Optional.of(new CompiledGuide(program, density, draws, others))
                : Optional.empty();
    }

    /** As in the text. */
    public String name() {
        return program.name();
    }

    /** A guide of its own parameters, at their starting values, for one thread. */
    public DifferentiableGuide guide() {
        return new WrittenGuide(program.noise(), program.coordinates(), start.clone(), density.target(),
                draws.target(), this::named);
    }

    /** The parameters on their own scale, in the order of the text. */
    private List<Guide.NamedValue> named(double[] free) {
        Target target = density.target();
        double[] values = new double[target.sites().valueCount()];
        target.sites().constrain(Arrays.copyOf(free, target.dimension()), values);
        List<Guide.NamedValue> named = new ArrayList<>();
        for (SiteMap.Site site : sites()) {
            for (int k = 0; k < site.size(); k++) {
                named.add(new Guide.NamedValue(site.elementName(k), values[site.valueOffset() + k]));
            }
        }
        return named;
    }

    private List<SiteMap.Site> sites() {
        return density.target().sites().sites().subList(0, program.parameters().size());
    }

    /** Free coordinates of the starting values; 0 for a parameter without one. */
    private double[] start(List<Double> starting) {
        Target target = density.target();
        double[] values = new double[target.sites().valueCount()];
        target.sites().constrain(new double[target.dimension()], values);
        int position = 0;
        for (SiteMap.Site site : sites()) {
            for (int k = 0; k < site.size(); k++, position++) {
                double written = starting.get(position);
                values[site.valueOffset() + k] = Double.isNaN(written) ? values[site.valueOffset() + k] : written;
            }
        }
        double[] free = new double[target.dimension()];
        try {
            target.sites().unconstrain(values, free);
        } catch (IllegalArgumentException outside) {
            throw wrongStart(outside.getMessage(), location());
        }
        requireInside(free);
        return Arrays.copyOf(free, target.dimension() - program.coordinates());
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
