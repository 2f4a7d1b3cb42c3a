package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.Minibatch;

/**
 * Generated code over a batch: in the terms of the plate its index is read from a table of the chosen iterations, which
 * changes from batch to batch. The table is no data to the optimiser, so that nothing is computed from it at binding.
 */
final class CompiledMinibatch implements Minibatch {

    private final Moments moments;
    private final Plate plate;
    private final int size;
    private final Array table;
    private final int[] chosen;
    private final List<int[]> tables = new ArrayList<>();
    private final Compiled energy;
    private final List<Compiled> natural = new ArrayList<>();

    CompiledMinibatch(Moments moments, Plate plate, int size, Map<Array, double[]> data, JointModel joint,
            Vectors vectors) {
        this.moments = moments;
        this.plate = plate;
        this.size = size;
        this.table = new Array("chosen iterations", Array.Role.STATE, List.of(size));
        this.chosen = new int[size];
        Map<Array, double[]> all = new HashMap<>(data);
        all.put(table, new double[size]);
        Loop batch = joint.loops().loop("batch", Expr.of(1), Expr.of(size));
        MomentCode scaled = new MomentCode(batches(batch, (double) plate.iterations() / size), all, vectors);
        MomentCode plain = new MomentCode(batches(batch, 1), all, vectors);
        this.energy = instance(scaled.energy());
        for (int g = 0; g < moments.groups().size(); g++) {
            Set<Array> wanted = CompiledForm.arrays(moments, moments.groups().get(g));
            natural.add(instance((plate.local().contains(g) ? plain : scaled).natural(wanted)));
        }
    }

    private Compiled instance(CompiledProgram code) {
        code.integers(table).ifPresent(tables::add);
        return code.newInstance();
    }

    /** The terms with those of the plate over a batch. */
    private Moments batches(Loop batch, double scale) {
        List<Term> terms = moments.terms().stream()
                .map(term -> plate.loop(term).map(loop -> batch(term, loop, batch, scale)).orElse(term)).toList();
        return new Moments(terms, moments.base(), moments.size(), moments.groups(), moments.exact());
    }

    private Term batch(Term term, Loop loop, Loop batch, double scale) {
        Map<Index, Expr> index = Map.of(loop.index(), new Element(table, batch.index().minus(1)));
        Substitution change = new Substitution(index);
        List<Loop> loops = term.loops().stream().map(one -> one.equals(loop) ? batch : one).toList();
        return new Term(loops, change.apply(term.coefficient()).times(scale),
                term.statistics().stream().map(one -> (Element) change.apply(one)).toList());
    }

    @Override
    public int iterations() {
        return plate.iterations();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isLocal(int group) {
        return plate.local().contains(group);
    }

    /** Iterations count from 1 in the table, as indices do. */
    @Override
    public void choose(int[] iterations) {
        System.arraycopy(iterations, 0, chosen, 0, size);
        for (int[] numbers : tables) {
            Arrays.setAll(numbers, k -> chosen[k] + 1);
        }
    }

    @Override
    public void natural(int group, double[] expected, double[] out) {
        FactorGroup of = moments.groups().get(group);
        if (isLocal(group)) {
            CompiledForm.arrays(moments, of).forEach(array -> clear(array, of.count(), out));
        } else {
            Arrays.fill(out, of.start(), of.start() + of.size(), 0);
        }
        natural.get(group).run(expected, out);
    }

    private void clear(Array array, int factors, double[] out) {
        int stride = array.size() / factors;
        int base = moments.base().get(array);
        for (int factor : chosen) {
            Arrays.fill(out, base + factor * stride, base + (factor + 1) * stride, 0);
        }
    }

    @Override
    public double energy(double[] expected) {
        return energy.run(expected, null);
    }
}
