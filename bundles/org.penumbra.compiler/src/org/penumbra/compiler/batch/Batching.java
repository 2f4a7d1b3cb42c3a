package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.compiler.ir.Term;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** The program of a minibatch: that of the full model with a few rows in the place of all rows of some plates. */
final class Batching {

    private final FoldedProgram folded;
    private final Map<Index, Choice> choices;
    private final RowExpressions rows;
    private final StoredRows stored;

    private Batching(FoldedProgram folded, Map<Index, Choice> choices, Batch batch) {
        this.folded = folded;
        this.choices = choices;
        this.stored = new StoredRows(choices);
        this.rows = new RowExpressions(choices, folded, batch, stored);
    }

    /**
     * @param sizes number of rows by the name of each plate, which the program has
     * @param required whether each plate must have a sum in the log density
     * @return terms of the estimate; sites and reported values are left to the full program
     * @throws Obstacle when rows are not independent
     */
    static ModelProgram of(ModelProgram program, FoldedProgram folded, Map<String, Integer> sizes, Batch batch,
            boolean required) {
        Map<Index, Choice> choices = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            int plate = number++;
            Array numbers = batch.numbers(size.getKey(), plate);
            program.plates().stream().filter(loop -> loop.names().contains(size.getKey())).forEach(
                    loop -> choices.put(loop.index(), new Choice(loop, plate, size.getValue(), numbers)));
        }
        Batching batching = new Batching(folded, choices, batch);
        ModelProgram batched = batching.program(program);
        if (required) {
            batching.requireRows();
        }
        return batched;
    }

    private ModelProgram program(ModelProgram program) {
        List<Recurrence> recurrences = folded.recurrences().stream()
                .map(one -> new Recurrence(one.steps().stream().map(this::step).toList())).toList();
        List<Term> terms = folded.terms().stream().map(this::term).toList();
        return new ModelProgram(program.latents(), recurrences, List.of(), terms, new HashMap<>(folded.data()),
                Summation.NONE);
    }

    private List<Loop> enter(List<Loop> loops) {
        return loops.stream().map(rows::enter).toList();
    }

    private Recurrence.Step step(Recurrence.Step step) {
        List<Loop> loops = enter(step.loops());
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

    private Recurrence.Place place(Recurrence.Place place) {
        Element element = (Element) rows.apply(new Element(place.array(), place.offset()));
        return new Recurrence.Place(element.array(), element.offset());
    }

    private Term term(Term term) {
        try {
            List<Loop> loops = enter(term.loops());
            double weight = 1;
            for (Loop loop : term.loops()) {
                Choice choice = choices.get(loop.index());
                weight *= choice == null ? 1 : choice.weight();
            }
            Expr value = rows.added(term.value());
            return new Term(term.site(), term.location(), loops, value.times(weight), List.of());
        } catch (Obstacle obstacle) {
            throw obstacle.at(term.location());
        }
    }

    /** A plate whose loops have all become something else, such as groups of what was summed out. */
    private void requireRows() {
        Set<Index> used = new LinkedHashSet<>();
        List<Loop> loops = new ArrayList<>();
        folded.terms().forEach(term -> loops.addAll(term.loops()));
        loops.forEach(loop -> used.add(loop.index()));
        used.addAll(rows.summed());
        Set<Integer> found = new LinkedHashSet<>();
        choices.values().stream().filter(choice -> used.contains(choice.index()))
                .forEach(choice -> found.add(choice.plate()));
        for (Choice choice : choices.values()) {
            if (!found.contains(choice.plate())) {
                throw new Obstacle("the log density has no sum over its rows", choice.loop().location());
            }
        }
    }
}
