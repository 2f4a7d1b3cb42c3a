package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.compiler.ir.JointFactor;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/**
 * A part of the joint log density: in each iteration of its loops a function of a few elements of discrete sites.
 *
 * @param site the statement that it comes from
 * @param loops outermost first, with ends that are numbers or data
 * @param references the elements that it reads
 * @param value in one iteration; the symbols of the references stand for their values
 */
record Factor(String site, List<Loop> loops, List<Reference> references, Expr value) {

    Factor {
        loops = List.copyOf(loops);
        references = List.copyOf(references);
    }

    Set<Array> arrays() {
        return references.stream().map(Reference::array).collect(Collectors.toSet());
    }

    /** With indices replaced; loops whose index is replaced are no more. */
    Factor rewritten(Rewriting rewriting, Set<Index> gone) {
        List<Loop> left = new ArrayList<>();
        loops.stream().filter(loop -> !gone.contains(loop.index())).map(rewriting::apply).forEach(left::add);
        return new Factor(site, left, references.stream().map(one -> one.rewritten(rewriting)).toList(),
                rewriting.apply(value));
    }

    /** Loops without iterations would make a chain or plate, or a table, of what never happens. */
    boolean isRun(Workspace work) {
        return loops.stream().allMatch(loop -> work.number(loop.lower()) <= work.number(loop.upper()));
    }

    /** As what is kept for after a fit. */
    JointFactor joint() {
        return new JointFactor(loops,
                references.stream().map(one -> new Element(one.array(), one.offset())).toList(),
                references.stream().map(Reference::symbol).toList(), value);
    }

    /** The value summed over the loops. */
    Expr total() {
        return summed(loops, value);
    }

    static Expr summed(List<Loop> loops, Expr value) {
        Expr total = value;
        for (Loop loop : loops.reversed()) {
            total = new Sum(loop, total);
        }
        return total;
    }
}
