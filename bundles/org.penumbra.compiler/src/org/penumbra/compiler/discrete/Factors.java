package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
import org.penumbra.expression.Sum;

/** Takes terms apart into factors: functions of a few elements of discrete sites in each iteration of their loops. */
final class Factors {

    private final Workspace work;
    private final int mostParts;
    private final Facts facts = new Facts();
    private final Reads reads = new Reads();
    /** Remembered by identity, because expressions share what they are made of. */
    private final Map<Expr, Expr> expanded = new IdentityHashMap<>();

    Factors(Workspace work) {
        this(work, Integer.MAX_VALUE);
    }

    /** @param mostParts longer sums over elements are refused instead of written out */
    Factors(Workspace work, int mostParts) {
        this.work = work;
        this.mostParts = mostParts;
    }

    /** Factors whose sum is the term; those that read no discrete site have no references. */
    List<Factor> of(Term term) {
        List<Factor> factors = new ArrayList<>();
        split(term.site(), term.loops(), resolved(term.value()), false, factors);
        return factors;
    }

    /** A sum over elements of a discrete site becomes a loop of the factor, and with it what stands beside it. */
    private void split(String site, List<Loop> loops, Expr value, boolean negative, List<Factor> into) {
        if (value instanceof Sum sum && runsOverElements(sum)) {
            List<Loop> inner = new ArrayList<>(loops);
            inner.add(sum.loop());
            split(site, inner, sum.body(), negative, into);
        } else if (value instanceof Apply apply && isAdditive(apply.op()) && hasAddedSum(apply)) {
            split(site, loops, apply.argument(0), negative ^ apply.op() == Op.NEG, into);
            if (apply.op() != Op.NEG) {
                split(site, loops, apply.argument(1), negative ^ apply.op() == Op.SUB, into);
            }
        } else {
            into.add(factor(site, loops, negative ? value.negate() : value));
        }
    }

    private static boolean isAdditive(Op op) {
        return op == Op.ADD || op == Op.SUB || op == Op.NEG;
    }

    private boolean hasAddedSum(Expr value) {
        return value instanceof Sum sum ? runsOverElements(sum)
                : value instanceof Apply apply && isAdditive(apply.op())
                        && apply.arguments().stream().anyMatch(this::hasAddedSum);
    }

    private boolean runsOverElements(Sum sum) {
        return reads.of(sum.body()).stream().anyMatch(read -> facts.dependsOn(read, sum.loop().index()));
    }

    private Factor factor(String site, List<Loop> loops, Expr value) {
        Expr flat = expanded(value);
        Map<Element, Expr> symbols = new LinkedHashMap<>();
        List<Reference> references = new ArrayList<>();
        for (Element read : reads.of(flat)) {
            DiscreteSite of = work.site(read.array());
            Loop symbol = work.loop(of.name(), of.low(), of.high());
            symbols.put(read, symbol.index());
            references.add(new Reference(symbol, read.array(), read.offset(),
                    new Position(loops, work).of(read.array(), read.offset())));
        }
        return new Factor(site, loops, references, new Rewriting(symbols).apply(flat));
    }

    /** Without sums over elements of discrete sites: each of their parts is written out. */
    private Expr expanded(Expr value) {
        Expr result = expanded.get(value);
        if (result == null) {
            result = switch (value) {
                case Apply apply when !reads.of(apply).isEmpty() -> expanded(apply);
                case Sum sum when runsOverElements(sum) -> expanded(unrolled(sum));
                default -> value;
            };
            expanded.put(value, result);
        }
        return result;
    }

    private Expr expanded(Apply apply) {
        Expr[] arguments = apply.arguments().stream().map(this::expanded).toArray(Expr[]::new);
        boolean changed = false;
        for (int i = 0; i < arguments.length; i++) {
            changed |= arguments[i] != apply.argument(i);
        }
        return changed ? Apply.of(apply.op(), arguments) : apply;
    }

    private Expr unrolled(Sum sum) {
        Evaluator numbers = work.evaluator();
        Expr total = Expr.of(0);
        int last = numbers.integer(sum.loop().upper());
        if (last - numbers.integer(sum.loop().lower()) >= mostParts) {
            throw work.tooLong(sum.loop().index().name(), mostParts);
        }
        for (int i = numbers.integer(sum.loop().lower()); i <= last; i++) {
            total = total.plus(new Rewriting(Map.of(sum.loop().index(), Expr.of(i))).apply(sum.body()));
        }
        return total;
    }

    /** An element whose position is decided by another discrete site is a choice among elements. */
    private Expr resolved(Expr value) {
        Expr result = value;
        while (true) {
            Element nested = reads.of(result).stream().filter(read -> !reads.of(read.offset()).isEmpty()).findFirst()
                    .orElse(null);
            if (nested == null) {
                return result;
            }
            result = new Rewriting(Map.of(nested, choice(nested))).apply(result);
        }
    }

    private Expr choice(Element nested) {
        Set<Element> inside = reads.of(nested.offset());
        Element decides = inside.stream().filter(read -> reads.of(read.offset()).isEmpty()).findFirst().orElseThrow();
        DiscreteSite site = work.site(decides.array());
        Expr chosen = at(nested, decides, site.high());
        for (int value = site.high() - 1; value >= site.low(); value--) {
            chosen = Expr.select(decides.equalTo(Expr.of(value)), at(nested, decides, value), chosen);
        }
        return chosen;
    }

    private static Expr at(Element nested, Element decides, int value) {
        return new Rewriting(Map.of(decides, Expr.of(value))).apply(nested);
    }
}
