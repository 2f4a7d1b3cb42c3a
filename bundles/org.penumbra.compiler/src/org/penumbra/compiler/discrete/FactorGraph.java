package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.JointFactor;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * Every element of the discrete sites as a variable, and the tables that couple them, in one block of numbers that
 * generated code fills.
 */
public final class FactorGraph {

    /**
     * One table.
     *
     * @param variables without repetition
     * @param strides of the table's positions, one for each variable; a variable that was read twice has the sum
     * @param start of the table in the block
     */
    record Table(int[] variables, int[] strides, int start) {
    }

    private final Facts facts = new Facts();
    private final Map<Array, Integer> firstVariable = new HashMap<>();
    private final List<DiscreteSite> sites;
    private final int[] cardinality;
    private final List<Table> tables = new ArrayList<>();
    private final List<Scatter> outputs = new ArrayList<>();
    private int size;

    /** @param program whose sites have been summed out */
    public FactorGraph(ModelProgram program) {
        this.sites = program.summation().sites();
        int variables = 0;
        for (DiscreteSite site : sites) {
            firstVariable.put(site.array(), variables);
            variables += site.array().size();
        }
        cardinality = new int[variables];
        for (DiscreteSite site : sites) {
            int first = firstVariable.get(site.array());
            Arrays.fill(cardinality, first, first + site.array().size(), site.cardinality());
        }
        Evaluator numbers = new Evaluator(program.data()::get);
        program.summation().factors().forEach(factor -> add(factor, numbers));
    }

    /** What generated code writes: the tables, one behind the other. */
    public List<Scatter> outputs() {
        return outputs;
    }

    /** Numbers in all tables together. */
    public int size() {
        return size;
    }

    public List<DiscreteSite> sites() {
        return sites;
    }

    /** Number of values of each element, the sites one after the other. */
    int[] cardinality() {
        return cardinality;
    }

    List<Table> tables() {
        return tables;
    }

    private void add(JointFactor factor, Evaluator numbers) {
        List<Loop> deciding = factor.loops().stream().filter(loop -> factor.reads().stream()
                .anyMatch(read -> facts.dependsOn(read.offset(), loop.index()))).toList();
        int entries = factor.symbols().stream().mapToInt(CostBound::cardinality).reduce(1, Math::multiplyExact);
        Expr position = Expr.of(0);
        for (Loop loop : deciding) {
            int extent = numbers.integer(loop.upper()) - numbers.integer(loop.lower()) + 1;
            position = position.times(extent).plus(loop.index().minus(loop.lower()));
        }
        Expr entry = Expr.of(0);
        for (Loop symbol : factor.symbols()) {
            entry = entry.times(CostBound.cardinality(symbol)).plus(symbol.index().minus(symbol.lower()));
        }
        List<Loop> path = new ArrayList<>(factor.loops());
        path.addAll(factor.symbols());
        outputs.add(new Scatter(path, size, position.times(entries).plus(entry), factor.value()));
        instances(factor, deciding, numbers, entries);
    }

    private void instances(JointFactor factor, List<Loop> deciding, Evaluator at, int entries) {
        if (deciding.isEmpty()) {
            tables.add(table(factor, at));
            size = Math.addExact(size, entries);
            return;
        }
        Loop loop = deciding.getFirst();
        int last = at.integer(loop.upper());
        for (int i = at.integer(loop.lower()); i <= last; i++) {
            instances(factor, deciding.subList(1, deciding.size()), at.with(loop.index(), i), entries);
        }
    }

    private Table table(JointFactor factor, Evaluator at) {
        Map<Integer, Integer> strides = new LinkedHashMap<>();
        int stride = 1;
        for (int i = factor.reads().size() - 1; i >= 0; i--) {
            Element read = factor.reads().get(i);
            int variable = firstVariable.get(read.array()) + at.integer(read.offset());
            strides.merge(variable, stride, Integer::sum);
            stride *= CostBound.cardinality(factor.symbols().get(i));
        }
        return new Table(strides.keySet().stream().mapToInt(Integer::intValue).toArray(),
                strides.values().stream().mapToInt(Integer::intValue).toArray(), size);
    }
}
