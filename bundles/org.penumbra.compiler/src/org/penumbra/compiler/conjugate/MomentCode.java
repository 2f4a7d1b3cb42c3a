package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.Program;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** Compiles the expected log density, and its derivatives by the statistics of one group of factors. */
final class MomentCode {

    private final Moments moments;
    private final Map<Array, double[]> data;
    private final Vectors vectors;
    private final Batch batch;
    private final Optimizer optimizer;
    private final Facts facts = new Facts();

    /** @param data tables are added to it */
    MomentCode(Moments moments, Map<Array, double[]> data, Vectors vectors) {
        this(moments, data, vectors, new Batch(List.of()));
    }

    /**
     * @param data tables are added to it
     * @param batch data that change between runs
     */
    MomentCode(Moments moments, Map<Array, double[]> data, Vectors vectors, Batch batch) {
        this.batch = batch;
        this.moments = moments;
        this.data = data;
        this.vectors = vectors;
        this.optimizer = new Optimizer(data);
    }

    CompiledProgram energy() {
        Map<List<Loop>, Expr> byLoops = new LinkedHashMap<>();
        for (Term term : moments.terms()) {
            byLoops.merge(term.loops(), term.value(), Expr::plus);
        }
        List<Expr> sums = new ArrayList<>();
        byLoops.forEach((loops, value) -> sums.add(summed(loops, value)));
        Expr result = optimizer.optimize(balanced(sums));
        return compiled(result, List.of());
    }

    private static Expr summed(List<Loop> loops, Expr value) {
        Expr total = value;
        for (Loop loop : loops.reversed()) {
            total = new Sum(loop, total);
        }
        return total;
    }

    static Expr balanced(List<Expr> parts) {
        if (parts.isEmpty()) {
            return Expr.of(0);
        }
        int half = parts.size() / 2;
        return half == 0 ? parts.getFirst()
                : balanced(parts.subList(0, half)).plus(balanced(parts.subList(half, parts.size())));
    }

    private record Target(List<Loop> path, Element statistic) {
    }

    CompiledProgram natural(Set<Array> wanted) {
        Map<Target, Expr> values = new LinkedHashMap<>();
        for (Term term : moments.terms()) {
            for (int k = 0; k < term.statistics().size(); k++) {
                if (wanted.contains(term.statistics().get(k).array())) {
                    add(term, k, values);
                }
            }
        }
        List<Scatter> outputs = new ArrayList<>();
        values.forEach((target, value) -> outputs.add(scatter(target, value)));
        return compiled(null, outputs);
    }

    private CompiledProgram compiled(Expr result, List<Scatter> outputs) {
        Stage only = new Stage(result == null ? List.of() : List.of(result), outputs);
        return new Program(result, List.of(only), data, moments.base(), optimizer.facts(), batch).compile(vectors);
    }

    /** Innermost loops in which the statistic stays the same are sums; what is left of the loops writes. */
    private void add(Term term, int position, Map<Target, Expr> values) {
        Element statistic = term.statistics().get(position);
        List<Loop> path = new ArrayList<>(term.loops());
        Expr value = term.derivative(position);
        while (!path.isEmpty() && !facts.dependsOn(statistic.offset(), path.getLast().index())) {
            value = new Sum(path.removeLast(), value);
        }
        values.merge(new Target(List.copyOf(path), statistic), value, Expr::plus);
    }

    private Scatter scatter(Target target, Expr value) {
        List<Loop> path = target.path().stream().map(optimizer::optimize).toList();
        return new Scatter(path, moments.base().get(target.statistic().array()),
                optimizer.optimize(target.statistic().offset()), optimizer.optimize(value));
    }
}
