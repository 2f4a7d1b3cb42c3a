package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * Latent arrays whose elements belong to rows of a plate: of these a batch has its own rows, and no other ones exist.
 */
public final class CutArrays implements LatentRows {

    /**
     * How an array is cut.
     *
     * @param array with the rows of a batch
     * @param stride numbers that a row has behind the axis of the plate
     * @param size rows of the plate
     * @param rows of a batch
     */
    public record Cut(Array array, int stride, int size, int rows) {

        /** Positions in front of the axis. */
        public int outer() {
            return array.size() / (stride * rows);
        }
    }

    private final Map<Index, Choice> choices;
    private final Map<Array, DiscreteSite> discrete;
    private final Map<Array, Cut> cuts;

    private CutArrays(Map<Index, Choice> choices, Map<Array, DiscreteSite> discrete, Map<Array, Cut> cuts) {
        this.choices = choices;
        this.discrete = discrete;
        this.cuts = cuts;
    }

    /**
     * @param sites discrete ones, whose values may be subscripts
     * @param choices loops of one plate
     * @throws Obstacle for an array that belongs to rows in one place and not in another
     */
    static CutArrays find(FoldedProgram program, List<DiscreteSite> sites, Map<Index, Choice> choices) {
        Map<Array, DiscreteSite> discrete = new HashMap<>();
        sites.forEach(site -> discrete.put(site.array(), site));
        Search search = new Search(choices, discrete);
        program.terms().forEach(search::visit);
        return new CutArrays(choices, discrete, search.cuts());
    }

    /** How a latent array is cut; empty for those that do not belong to rows. */
    public Optional<Cut> of(Array array) {
        return Optional.ofNullable(cuts.get(array));
    }

    /** The arrays of a batch. */
    public Set<Array> arrays() {
        Set<Array> arrays = new LinkedHashSet<>();
        cuts.values().forEach(cut -> arrays.add(cut.array()));
        return arrays;
    }

    @Override
    public Element rewritten(Element element, RowExpressions expressions) {
        Cut cut = cuts.get(element.array());
        if (cut == null) {
            return new Element(element.array(), expressions.apply(element.offset()));
        }
        for (Choice choice : choices.values()) {
            Optional<AlongPlate> position = AlongPlate.of(element.offset(), choice.index(), choice.loop().first(),
                    choice.loop().size(), expressions::loop, discrete);
            if (position.isPresent()) {
                return new Element(cut.array(), position.get().in(choice.rows(), choice.index().minus(1),
                        expressions::apply));
            }
        }
        throw elsewhere(element.array());
    }

    @Override
    public LatentSite input(LatentSite whole) {
        return whole;
    }

    private static Obstacle elsewhere(Array array) {
        return new Obstacle("'" + array.name() + "' has an element for each of its rows, and is read in other rows or "
                + "outside of them");
    }

    /** Walks through all terms and tells where latent arrays are read. */
    private static final class Search {

        private final Map<Index, Choice> choices;
        private final Map<Array, DiscreteSite> discrete;
        private final Map<Index, Loop> loops = new HashMap<>();
        private final Facts facts = new Facts();
        private final Map<Array, Cut> along = new LinkedHashMap<>();
        private final Map<Array, Term> others = new LinkedHashMap<>();
        private Set<Expr> visited = Set.of();

        Search(Map<Index, Choice> choices, Map<Array, DiscreteSite> discrete) {
            this.choices = choices;
            this.discrete = discrete;
        }

        void visit(Term term) {
            visited = Collections.newSetFromMap(new IdentityHashMap<>());
            term.loops().forEach(loop -> visit(loop, term));
            visit(term.value(), term);
        }

        private void visit(Loop loop, Term term) {
            loops.put(loop.index(), loop);
            visit(loop.lower(), term);
            visit(loop.upper(), term);
        }

        private void visit(Expr expression, Term term) {
            if (!visited.add(expression)) {
                return;
            }
            switch (expression) {
                case Element element -> element(element, term);
                case Apply apply -> apply.arguments().forEach(argument -> visit(argument, term));
                case Sum sum -> {
                    visit(sum.loop(), term);
                    visit(sum.body(), term);
                }
                default -> { }
            }
        }

        private void element(Element element, Term term) {
            visit(element.offset(), term);
            Array array = element.array();
            if (array.role() == Array.Role.FREE || array.role() == Array.Role.DISCRETE) {
                Optional<Cut> cut = cut(element);
                Cut before = cut.isEmpty() ? null : along.putIfAbsent(array, cut.get());
                if (cut.isEmpty() || before != null && !before.equals(cut.get())) {
                    others.putIfAbsent(array, term);
                }
            }
        }

        private Optional<Cut> cut(Element element) {
            for (Choice choice : choices.values()) {
                if (facts.dependsOn(element.offset(), choice.index())) {
                    int size = choice.loop().size();
                    Optional<AlongPlate> position = AlongPlate.of(element.offset(), choice.index(),
                            choice.loop().first(), size, loops::get, discrete);
                    int whole = element.array().size();
                    return position.filter(one -> whole % (one.stride() * size) == 0)
                            .map(one -> cut(element.array(), (int) one.stride(), choice));
                }
            }
            return Optional.empty();
        }

        private static Cut cut(Array whole, int stride, Choice choice) {
            int size = choice.loop().size();
            List<Integer> shape = new ArrayList<>(whole.shape());
            int inner = 1;
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                if (inner == stride && shape.get(axis) == size) {
                    shape.set(axis, choice.rows());
                    return new Cut(new Array(whole.name(), whole.role(), shape), stride, size, choice.rows());
                }
                inner *= shape.get(axis);
            }
            return new Cut(new Array(whole.name(), whole.role(), List.of(whole.size() / size * choice.rows())),
                    stride, size, choice.rows());
        }

        Map<Array, Cut> cuts() {
            others.forEach((array, term) -> {
                if (along.containsKey(array)) {
                    throw elsewhere(array).at(term.location());
                }
            });
            return along;
        }
    }
}
