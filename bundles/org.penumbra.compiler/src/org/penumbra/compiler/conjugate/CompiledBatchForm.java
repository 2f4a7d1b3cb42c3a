package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.batch.JointRows;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.Layout;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Workers;
import org.penumbra.expression.Array;
import org.penumbra.inference.conjugate.BatchForm;
import org.penumbra.inference.conjugate.FactorGroup;

/** Generated code over vectors of moments and the rows of a batch. */
final class CompiledBatchForm implements BatchForm {

    private final JointRows joint;
    private final Moments moments;
    private final boolean[] local;
    private final boolean exact;
    private final Map<Array, Augmentation.Auxiliary> auxiliaries;
    private final BatchValues values;
    private final Code rest;
    private final Code rows;

    /** Code of one part of the density: for each group; those with one range of statistics share it. */
    private record Code(Compiled energy, List<Compiled> natural) {

        static Code of(Moments moments, Map<Array, double[]> data, BatchRows loaded, Vectors vectors) {
            MomentCode code = new MomentCode(moments, data, vectors, loaded.batch());
            Map<Integer, Compiled> known = new HashMap<>();
            List<Compiled> natural = new ArrayList<>();
            for (FactorGroup group : moments.groups()) {
                natural.add(known.computeIfAbsent(group.start(), start -> code
                        .natural(CompiledForm.arrays(moments, group)).newInstance(loaded, Workers.SEQUENTIAL)));
            }
            return new Code(code.energy().newInstance(loaded, Workers.SEQUENTIAL), natural);
        }
    }

    private CompiledBatchForm(JointRows joint, List<Moments> parts, Set<Array> localStatistics,
            Map<Array, Augmentation.Auxiliary> auxiliaries, BatchValues values, Map<Array, double[]> data,
            Vectors vectors) {
        this.joint = joint;
        this.moments = parts.getLast();
        this.auxiliaries = auxiliaries;
        this.values = values;
        this.local = new boolean[moments.groups().size()];
        boolean anyLocal = false;
        for (int g = 0; g < local.length; g++) {
            local[g] = CompiledForm.arrays(moments, moments.groups().get(g)).stream()
                    .anyMatch(localStatistics::contains);
            anyLocal |= local[g];
        }
        this.exact = moments.exact() && !anyLocal && auxiliaries.isEmpty();
        this.rest = Code.of(parts.getFirst(), data, joint.loaded(), vectors);
        this.rows = Code.of(moments, data, joint.loaded(), vectors);
    }

    /**
     * @param whole the model with all rows
     * @param layout of its values
     * @throws NotConjugate saying what stands in the way
     */
    static CompiledBatchForm of(JointRows joint, JointModel whole, Layout layout, Vectors vectors) {
        JointPolynomial outside = JointPolynomial.of(joint.rest(), Set.of());
        JointPolynomial added = JointPolynomial.of(joint.rows(), Set.of());
        Map<Array, Augmentation.Auxiliary> auxiliaries = new HashMap<>(outside.auxiliaries());
        auxiliaries.putAll(added.auxiliaries());
        if (auxiliaries.size() < outside.auxiliaries().size() + added.auxiliaries().size()) {
            throw new NotConjugate("statements of one name need auxiliary variables inside and outside of the plate '"
                    + joint.plate() + "'.");
        }
        List<Monomial> all = new ArrayList<>(outside.monomials());
        all.addAll(added.monomials());
        Map<Array, double[]> data = new HashMap<>(joint.rest().program().data());
        data.putAll(joint.rows().program().data());
        Layout own = Layout.of(joint.rows().program());
        Set<Array> locals = new HashSet<>(joint.localArrays());
        List<Family> families = new Families(joint.rows(), new JointPolynomial(all, auxiliaries), own, data,
                Optional.empty(), locals).all();
        locals.addAll(added.auxiliaries().keySet());
        Set<Array> statistics = new HashSet<>();
        families.stream().filter(family -> locals.stream().anyMatch(family::isAbout))
                .forEach(family -> statistics.addAll(family.statistics()));
        return new CompiledBatchForm(joint, Moments.of(List.of(outside, added), families), statistics, auxiliaries,
                BatchValues.of(joint, whole, layout, own), data, vectors);
    }

    @Override
    public int rows() {
        return joint.loaded().rows(0).length;
    }

    @Override
    public int size() {
        return moments.size();
    }

    @Override
    public List<FactorGroup> groups() {
        return moments.groups();
    }

    @Override
    public boolean isLocal(int group) {
        return local[group];
    }

    @Override
    public boolean isExact() {
        return exact;
    }

    @Override
    public boolean isAugmented() {
        return !auxiliaries.isEmpty();
    }

    @Override
    public void load(int[] chosen) {
        System.arraycopy(chosen, 0, joint.loaded().rows(0), 0, chosen.length);
        joint.loaded().load();
        try {
            auxiliaries.values().forEach(auxiliary -> auxiliary.refresh().ifPresent(Runnable::run));
        } catch (NotConjugate obstacle) {
            throw PenumbraException.badInput(Problem.error("PEN-2955", "a batch of rows of the plate '"
                    + joint.plate() + "' has no updates in closed form: " + obstacle.getMessage() + ".")
                    .advise("Leave out rows with impossible values, such as negative counts."));
        }
    }

    @Override
    public double restEnergy(double[] expected) {
        return rest.energy().run(expected, null);
    }

    @Override
    public double rowsEnergy(double[] expected) {
        return rows.energy().run(expected, null);
    }

    @Override
    public void rest(int group, double[] expected, double[] natural) {
        run(rest, group, expected, natural);
    }

    @Override
    public void rows(int group, double[] expected, double[] natural) {
        run(rows, group, expected, natural);
    }

    private void run(Code code, int group, double[] expected, double[] natural) {
        FactorGroup of = moments.groups().get(group);
        Arrays.fill(natural, of.start(), of.start() + of.size(), 0);
        code.natural().get(group).run(expected, natural);
    }

    @Override
    public int valueCount() {
        return values.count();
    }

    @Override
    public void gather(double[] all, double[] own) {
        values.copy(joint.loaded().rows(0), (whole, batch) -> own[batch] = all[whole]);
    }

    @Override
    public void scatter(double[] own, double[] all) {
        values.copy(joint.loaded().rows(0), (whole, batch) -> all[whole] = own[batch]);
    }
}
