package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.ir.ArrayReplacement;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Recurrence.Assignment;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.compiler.ir.Term;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.GuideDeclaration;

/**
 * Puts the two programs of a guide together. In the density, coordinates of the model's sites are given; in the draws,
 * the same expressions read coordinates that are stored as they are drawn.
 */
final class GuideAssembly {

    private final GuideDeclaration guide;
    private final Binding binding;
    private final List<PlateLoop> plates;
    private final Refusal refusal;

    /** @param plates of the model and of the guide */
    GuideAssembly(GuideDeclaration guide, Binding binding, List<PlateLoop> plates, Refusal refusal) {
        this.guide = guide;
        this.binding = binding;
        this.plates = plates;
        this.refusal = refusal;
    }

    /**
     * @param sites of the model, in its order
     * @param steps that store what the guide and the model make of parameters and coordinates
     * @param sequential outermost for loops of the guide, in which draws take turns
     */
    GuideProgram assemble(GuideParameters parameters, GuideDraws draws, Collection<SiteChart> sites,
            List<Recurrence> steps, Set<Loop> sequential) {
        List<Array> coordinates = sites.stream().map(SiteChart::array).toList();
        Map<Array, Array> stored = new LinkedHashMap<>();
        coordinates.forEach(array -> stored.put(array,
                new Array("u." + array.name(), Array.Role.STATE, array.shape())));
        ArrayReplacement replacement = new ArrayReplacement(stored);
        List<Term> drawnDensity = draws.terms().stream().map(term -> new Term(term.site(), term.location(),
                term.loops(), replacement.apply(term.value()), List.of())).toList();
        List<Recurrence> drawing = drawing(parameters.all(), steps.stream().map(replacement::apply).toList(),
                grouped(draws.drawn(), sequential).stream().map(replacement::apply).toList(), drawnDensity);
        List<LatentSite> inputs = new ArrayList<>(parameters.all());
        draws.noise().forEach(array -> inputs.add(input(array)));
        return new GuideProgram(guide.getName(), parameters.all(), parameters.start(), size(draws.noise()),
                size(coordinates), values(parameters.all(), steps),
                density(parameters.all(), coordinates, draws.terms(), steps),
                path(inputs, stored, drawing, drawnDensity), drawnDensity);
    }

    private ModelProgram program(List<LatentSite> inputs, List<Recurrence> steps, List<ReportedValue> reported,
            List<Term> terms) {
        return new ModelProgram(inputs, steps, reported, terms, binding.data(), Summation.NONE, plates,
                binding.streams());
    }

    /** Without data, which their values do not depend on. */
    private ModelProgram values(List<LatentSite> parameters, List<Recurrence> steps) {
        StepOrder order = new StepOrder(steps);
        return new ModelProgram(parameters, order.needed(valuesOf(parameters, order)), List.of(), List.of(),
                binding.data());
    }

    private static int size(List<Array> arrays) {
        return arrays.stream().mapToInt(Array::size).sum();
    }

    private ModelProgram density(List<LatentSite> parameters, List<Array> coordinates, List<Term> terms,
            List<Recurrence> steps) {
        List<LatentSite> inputs = new ArrayList<>(parameters);
        coordinates.forEach(array -> inputs.add(input(array)));
        StepOrder order = new StepOrder(steps);
        Set<Array> wanted = valuesOf(parameters, order);
        terms.forEach(term -> wanted.addAll(order.reads(term.value())));
        return program(inputs, order.needed(wanted), List.of(), terms);
    }

    private static Set<Array> valuesOf(List<LatentSite> parameters, StepOrder order) {
        Set<Array> wanted = new HashSet<>();
        parameters.forEach(parameter -> wanted.addAll(order.reads(parameter.value())));
        return wanted;
    }

    /** Numbers that are given, as sites that are what their coordinates are. */
    private LatentSite input(Array array) {
        List<Loop> loops = array.shape().stream().map(binding::axis).toList();
        Element free = new Element(array, Shapes.offset(array.shape(), Frame.indices(loops)));
        return new LatentSite(array.name(), array.shape(), "real", loops, free, free, Bijector.IDENTITY,
                GuideParameters.NOTHING, List.of(), null);
    }

    /** Draws one after the other; those in one outermost for loop take turns. */
    private static List<Recurrence> grouped(List<Assignment> drawn, Set<Loop> sequential) {
        List<List<Recurrence.Step>> groups = new ArrayList<>();
        Loop before = null;
        for (Assignment one : drawn) {
            Loop loop = one.loops().isEmpty() || !sequential.contains(one.loops().getFirst()) ? null
                    : one.loops().getFirst();
            if (loop == null || !loop.equals(before)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(one);
            before = loop;
        }
        return groups.stream().map(Recurrence::new).toList();
    }

    /** Draws with what they need in front of them, and behind them what else their density needs. */
    private List<Recurrence> drawing(List<LatentSite> parameters, List<Recurrence> steps, List<Recurrence> draws,
            List<Term> drawnDensity) {
        StepOrder all = new StepOrder(StepOrder.split(steps));
        Set<Array> wanted = valuesOf(parameters, all);
        List<Recurrence> front = new StepOrder(all.needed(wanted)).needed(wanted);
        draws.forEach(draw -> wanted.addAll(all.reads(draw)));
        List<Recurrence> ordered = with(front, ordered(new StepOrder(all.needed(wanted)), draws));
        drawnDensity.forEach(term -> wanted.addAll(all.reads(term.value())));
        return with(ordered, all.needed(wanted));
    }

    /** One more input for the density and for each coordinate, and the sum of the products. */
    private ModelProgram path(List<LatentSite> inputs, Map<Array, Array> stored, List<Recurrence> steps,
            List<Term> drawnDensity) {
        LatentSite share = input(new Array(GuideProgram.SHARE, Array.Role.FREE, List.of()));
        inputs.add(share);
        List<Term> terms = new ArrayList<>(drawnDensity.stream().map(term -> term.weighted(share.free().negate()))
                .toList());
        List<ReportedValue> reported = new ArrayList<>();
        reported.add(new ReportedValue("log q", List.of(), List.of(),
                program(List.of(), List.of(), List.of(), drawnDensity).logDensity()));
        stored.forEach((array, made) -> {
            LatentSite weight = input(new Array("v." + array.name(), Array.Role.FREE, array.shape()));
            inputs.add(weight);
            Element drawn = new Element(made, weight.free().offset());
            terms.add(new Term(array.name(), null, weight.loops(), weight.free().times(drawn), List.of()));
            reported.add(new ReportedValue(made.name(), array.shape(), weight.loops(), drawn));
        });
        return program(inputs, steps, reported, terms);
    }

    /** What is there already stays in front. */
    private static List<Recurrence> with(List<Recurrence> front, List<Recurrence> ordered) {
        List<Recurrence> all = new ArrayList<>(front);
        ordered.stream().filter(one -> !front.contains(one)).forEach(all::add);
        return all;
    }

    private List<Recurrence> ordered(StepOrder order, List<Recurrence> drawing) {
        return order.interleaved(drawing).orElseThrow(() -> refusal.at(guide, "PEN-2944", "In the guide '"
                + guide.getName() + "', something needs all elements of a site of which more are drawn after it.",
                "Draw a site as a whole, or in a plate, before others are made of its vectors."));
    }
}
