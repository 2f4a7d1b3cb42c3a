package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.FreeCoordinates;
import org.penumbra.expression.Array;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.Minibatch;

/** The form of a compiled model: generated code over vectors of moments. */
final class CompiledForm implements ConjugateForm {

    private final Moments moments;
    private final List<FactorGroup> groups;
    private final IntFunction<Optional<Minibatch>> minibatches;
    private final boolean augmented;
    private final FreeCoordinates coordinates;
    private final CompiledProgram energyCode;
    /** For each group; groups with one range of statistics share their code. */
    private final List<CompiledProgram> naturalCode;
    private final Compiled energy;
    private final List<Compiled> natural = new ArrayList<>();

    private CompiledForm(Moments moments, boolean augmented, FreeCoordinates coordinates, CompiledProgram energyCode,
            List<CompiledProgram> naturalCode, IntFunction<Optional<Minibatch>> minibatches) {
        this.moments = moments;
        this.minibatches = minibatches;
        this.augmented = augmented;
        this.coordinates = coordinates;
        this.energyCode = energyCode;
        this.naturalCode = naturalCode;
        this.energy = energyCode.newInstance();
        this.groups = moments.groups().stream().map(FactorGroup::fork).toList();
        Map<CompiledProgram, Compiled> instances = new HashMap<>();
        naturalCode.forEach(code -> natural.add(instances.computeIfAbsent(code, CompiledProgram::newInstance)));
    }

    static CompiledForm of(Moments moments, boolean augmented, FreeCoordinates coordinates,
            Map<Array, double[]> data, JointModel joint, Vectors vectors) {
        MomentCode code = new MomentCode(moments, data, vectors);
        Map<Integer, CompiledProgram> known = new HashMap<>();
        List<CompiledProgram> natural = new ArrayList<>();
        for (FactorGroup group : moments.groups()) {
            natural.add(known.computeIfAbsent(group.start(), start -> code.natural(arrays(moments, group))));
        }
        return new CompiledForm(moments, augmented, coordinates, code.energy(), natural,
                size -> Plate.of(moments).map(plate -> new CompiledMinibatch(moments, plate,
                        Math.min(size, plate.iterations()), data, joint, vectors)));
    }

    static Set<Array> arrays(Moments moments, FactorGroup group) {
        return moments.base().entrySet().stream().filter(entry -> entry.getValue() >= group.start()
                && entry.getValue() < group.start() + group.size()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    @Override
    public int size() {
        return moments.size();
    }

    @Override
    public List<FactorGroup> groups() {
        return groups;
    }

    @Override
    public boolean isExact() {
        return moments.exact() && !augmented;
    }

    @Override
    public boolean isAugmented() {
        return augmented;
    }

    @Override
    public double energy(double[] expected) {
        return energy.run(expected, null);
    }

    @Override
    public void natural(int group, double[] expected, double[] out) {
        FactorGroup of = moments.groups().get(group);
        Arrays.fill(out, of.start(), of.start() + of.size(), 0);
        natural.get(group).run(expected, out);
    }

    @Override
    public Optional<Minibatch> minibatch(int size) {
        return minibatches.apply(size);
    }

    @Override
    public int valueCount() {
        return coordinates.valueCount();
    }

    @Override
    public double toFree(double[] values, double[] x) {
        return coordinates.toFree(values, x);
    }

    @Override
    public ConjugateForm fork() {
        return new CompiledForm(moments, augmented, coordinates, energyCode, naturalCode, minibatches);
    }
}
