package org.penumbra.compiler.batch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.compiler.ir.Term;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/** The program of a minibatch: that of the full model with a few rows in the place of all rows of some plates. */
final class Batching {

    private final FoldedProgram folded;
    private final Map<Index, Choice> choices;
    private final RowExpressions rows;
    private final StoredRows stored;
    private final LatentRows latent;
    private final Share share;

    /** @param latent sites, of which some may have the rows of the minibatch only */
    Batching(FoldedProgram folded, Map<Index, Choice> choices, LatentRows latent, Batch batch, Share share) {
        this.share = share;
        this.folded = folded;
        this.choices = choices;
        this.latent = latent;
        this.stored = new StoredRows(choices);
        this.rows = new RowExpressions(choices, folded, batch, stored, latent);
    }

    /**
     * @param plates that rows are drawn of, each of which the program has
     * @param places of the sites whose coordinates are those of the rows
     * @param share which part of the log density is wanted
     * @return terms of the estimate; reported values are left to the full program, and so are sites where all have
     *         their coordinates
     * @throws Obstacle when rows are not independent
     */
    static ModelProgram of(ModelProgram program, FoldedProgram folded, List<Subsampling.Drawn> plates,
            LocalSites places, Batch batch, Share share) {
        Map<Index, Choice> choices = choices(program, plates, batch);
        return new Batching(folded, choices, new LocalCoordinates(choices, places.arrays(program)), batch, share)
                .program(program);
    }

    /** The loops of the plates that are to run over a few rows. */
    static Map<Index, Choice> choices(ModelProgram program, List<Subsampling.Drawn> plates, Batch batch) {
        Map<Index, Choice> choices = new LinkedHashMap<>();
        for (int k = 0; k < plates.size(); k++) {
            Subsampling.Drawn plate = plates.get(k);
            int number = k;
            Array numbers = batch.numbers(plate.name(), number);
            program.plates().stream().filter(loop -> loop.names().contains(plate.name())).forEach(
                    loop -> choices.put(loop.index(), new Choice(loop, number, plate.rows(), numbers)));
        }
        return choices;
    }

    ModelProgram program(ModelProgram program) {
        List<Recurrence> recurrences = folded.recurrences().stream()
                .map(one -> new Recurrence(one.steps().stream().filter(this::isWanted).map(this::step).toList()))
                .filter(one -> !one.steps().isEmpty()).toList();
        List<Term> terms = folded.terms().stream().filter(this::isWanted).map(this::term).toList();
        return new ModelProgram(program.latents().stream().map(latent::input).toList(), recurrences, List.of(), terms,
                new HashMap<>(folded.data()), Summation.NONE);
    }

    /** What is stored, seen from outside of the plates: the rows that were drawn, where it has rows. */
    StoredRows stored() {
        return stored;
    }

    /** The rows of arrays with data that the program reads, and the arrays with all rows. */
    Map<Array, Array> wholes() {
        return rows.wholes();
    }

    private List<Loop> enter(List<Loop> loops) {
        return loops.stream().map(rows::enter).toList();
    }

    private Recurrence.Step step(Recurrence.Step step) {
        List<Loop> loops = enter(step.loops());
        if (step instanceof Recurrence.Invocation call && call.rows().isPresent()) {
            return call(call.rows().get(), step, loops);
        }
        stored.declare(step, rows);
        return switch (step) {
            case Recurrence.Assignment one -> {
                Element target = stored.rewritten(new Element(one.array(), one.offset()), rows);
                yield new Recurrence.Assignment(loops, target.array(), target.offset(), rows.apply(one.value()));
            }
            case Recurrence.Invocation call -> new Recurrence.Invocation(loops, call.function(),
                    call.inputs().stream().map(this::place).toList(), place(call.output()));
        };
    }

    /** One call for the rows that were drawn. */
    private Recurrence.Step call(Recurrence.Rows all, Recurrence.Step step, List<Loop> loops) {
        List<Loop> plates = enter(all.plates());
        stored.declare(step, rows);
        Recurrence.Rows drawn = all.with(plates, this::place);
        for (int input : all.varying()) {
            if (drawn.inputs().get(input).array().role() == Array.Role.DATA
                    && all.plates().stream().anyMatch(plate -> choices.containsKey(plate.index()))) {
                throw new Obstacle("rows of '" + drawn.inputs().get(input).array().name()
                        + "' go into a network together, and do not lie behind one another");
            }
        }
        return Recurrence.Invocation.of(loops, drawn);
    }

    private Recurrence.Place place(Recurrence.Place place) {
        Element element = (Element) rows.apply(new Element(place.array(), place.offset()));
        return new Recurrence.Place(element.array(), element.offset());
    }

    /** Steps in the rows are no part of what stands outside of them, which cannot read what they store. */
    private boolean isWanted(Recurrence.Step step) {
        return share != Share.REST || step.loops().stream().noneMatch(loop -> choices.containsKey(loop.index()));
    }

    private boolean isWanted(Term term) {
        boolean rows = term.loops().stream().anyMatch(loop -> choices.containsKey(loop.index()));
        return share == Share.ESTIMATE || rows == (share == Share.ROWS);
    }

    private double weight(Loop loop) {
        Choice choice = choices.get(loop.index());
        return choice == null || share != Share.ESTIMATE ? 1 : choice.weight();
    }

    private Term term(Term term) {
        try {
            List<Loop> loops = enter(term.loops());
            double weight = 1;
            for (Loop loop : term.loops()) {
                weight *= weight(loop);
            }
            Expr value = share == Share.ESTIMATE ? rows.added(term.value()) : rows.apply(term.value());
            return new Term(term.site(), term.location(), loops, value.times(weight), List.of());
        } catch (Obstacle obstacle) {
            throw obstacle.at(term.location());
        }
    }

    /**
     * Refuses a plate whose loops have all become something else, such as groups of what was summed out.
     *
     * @throws Obstacle that says so
     */
    static void requireRows(ModelProgram program, FoldedProgram folded, Set<String> names) {
        Set<Index> used = new HashSet<>();
        folded.terms().forEach(term -> {
            term.loops().forEach(loop -> used.add(loop.index()));
            collect(term.value(), used);
        });
        for (String name : names) {
            List<PlateLoop> loops = program.plates().stream().filter(loop -> loop.names().contains(name)).toList();
            if (loops.stream().noneMatch(loop -> used.contains(loop.index()))) {
                throw new Obstacle("the log density has no sum over its rows", loops.getFirst().location());
            }
        }
    }

    /** Of sums that the density is made of. */
    private static void collect(Expr expression, Set<Index> used) {
        if (expression instanceof Sum sum) {
            used.add(sum.loop().index());
            collect(sum.body(), used);
        } else if (expression instanceof Apply apply && (apply.op() == Op.ADD || apply.op() == Op.SUB)) {
            apply.arguments().forEach(argument -> collect(argument, used));
        }
    }
}
