package org.penumbra.compiler.batch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.lower.MatrixSite;
import org.penumbra.compiler.lower.Range;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Index;

/**
 * A joint density as what stands outside of a plate and what a few rows of it add, each row once. Latent sites that
 * have elements for each row have those of the batch only, so that nothing grows with the number of rows.
 *
 * @param rest terms that stand outside
 * @param rows terms of the rows; their data follow {@code loaded}
 * @param locals sites with elements for each row
 * @param loaded the rows of the batch
 * @param plate its name
 * @param size rows of the whole plate
 */
public record JointRows(JointModel rest, JointModel rows, CutArrays locals, BatchRows loaded, String plate,
        int size) {

    /**
     * @param plate which one; empty for the one that is read from disk, and where all data are in memory the largest
     *        one whose rows can be told apart
     * @param rows of a batch, at most those of the plate
     * @throws PenumbraException (BAD_INPUT, PEN-2955) when there is no such plate, or its rows hang together
     */
    public static JointRows of(JointModel joint, String plate, int rows) {
        List<PlateLoop> candidates = candidates(joint.program(), plate);
        if (candidates.isEmpty()) {
            throw refuse(plate.isEmpty() ? "the model has no plate" : "the model has no plate '" + plate + "'", null);
        }
        Obstacle first = null;
        for (PlateLoop candidate : candidates) {
            try {
                return cut(joint, candidate, Math.min(rows, candidate.size()));
            } catch (Obstacle obstacle) {
                first = first == null ? obstacle : first;
            }
        }
        throw refuse("the rows of the plate '" + candidates.getFirst().name()
                + "' cannot be taken batch by batch: " + first.getMessage(), first);
    }

    private static PenumbraException refuse(String why, Obstacle obstacle) {
        return PenumbraException.badInput(Problem.error("PEN-2955", why + ".")
                .at(obstacle == null ? null : obstacle.location())
                .advise("Use a plate in which each iteration stands for itself, or CAVI with all data in memory."));
    }

    private static List<PlateLoop> candidates(ModelProgram program, String plate) {
        if (!plate.isEmpty()) {
            return program.plates().stream().filter(loop -> loop.names().contains(plate)).limit(1).toList();
        }
        if (!program.streams().isEmpty()) {
            return Streams.plate(program).stream().toList();
        }
        Map<String, PlateLoop> byName = new LinkedHashMap<>();
        program.plates().forEach(loop -> byName.putIfAbsent(loop.name(), loop));
        return byName.values().stream().filter(loop -> loop.size() > 0)
                .sorted((a, b) -> Integer.compare(b.size(), a.size())).toList();
    }

    private static JointRows cut(JointModel joint, PlateLoop plate, int rows) {
        ModelProgram program = joint.program();
        FoldedProgram unfolded = new FoldedProgram(program.terms(), program.recurrences(), program.data(),
                program.streams(), new Facts());
        Batch batch = new Batch(List.of(rows));
        Map<Index, Choice> choices = Batching.choices(program,
                List.of(new Subsampling.Drawn(plate.name(), plate.size(), rows)), batch);
        CutArrays locals = CutArrays.find(unfolded, program.summation().sites(), choices);
        Batching adding = new Batching(unfolded, choices, locals, batch, Share.ROWS);
        ModelProgram added = adding.program(program);
        if (added.terms().isEmpty()) {
            throw new Obstacle("the log density has no term in them", plate.location());
        }
        ModelProgram outside = new Batching(unfolded, choices, locals, batch, Share.REST).program(program);
        BatchRows loaded = new BatchRows(batch);
        JointRows uncut = new JointRows(joint, joint, locals, loaded, plate.name(), plate.size());
        return new JointRows(uncut.with(joint, outside.terms(), Map.of()),
                uncut.with(joint, added.terms(), adding.wholes()), locals, loaded, plate.name(), plate.size());
    }

    /** @param wholes arrays of rows, with the arrays that they are rows of */
    private JointModel with(JointModel joint, List<Term> terms, Map<Array, Array> wholes) {
        ModelProgram program = joint.program();
        Map<Array, double[]> data = new HashMap<>(program.data());
        Map<Array, Range.Interval> bounds = new HashMap<>(joint.bounds());
        wholes.forEach((array, whole) -> {
            data.put(array, loaded.doubles(array));
            bounds.put(array, bounds(joint, whole));
        });
        Map<Array, MatrixSite> matrices = new HashMap<>();
        joint.matrices().forEach((array, matrix) -> matrices.put(cut(array, matrix), new MatrixSite(matrix.order(),
                cut(matrix.logDeterminant(), matrix), cut(matrix.inverse(), matrix))));
        joint.bounds().forEach((array, range) -> bounds.put(cut(array), range));
        List<DiscreteSite> discrete = program.summation().sites().stream().map(site -> new DiscreteSite(
                cut(site.array()), site.low(), site.high(), site.location())).toList();
        return new JointModel(new ModelProgram(program.latents().stream().map(site -> cut(site, joint)).toList(),
                program.recurrences(), List.of(), terms, data,
                new Summation(discrete, List.of(), List.of(), List.of())), bounds, joint.loops(), matrices);
    }

    private static Range.Interval bounds(JointModel joint, Array whole) {
        Range.Interval known = joint.bounds().get(whole);
        double[] numbers = joint.program().data().get(whole);
        return known != null || numbers == null ? known : new Range.Interval(
                Arrays.stream(numbers).min().orElse(Double.NEGATIVE_INFINITY),
                Arrays.stream(numbers).max().orElse(Double.POSITIVE_INFINITY), false);
    }

    private Array cut(Array array) {
        return locals.of(array).map(CutArrays.Cut::array).orElse(array);
    }

    /** A matrix may occur by its symbols only: all three are cut when one is. */
    private Array cut(Array array, MatrixSite matrix) {
        return List.of(array, matrix.logDeterminant(), matrix.inverse()).stream().map(locals::of)
                .flatMap(Optional::stream).findFirst()
                .map(cut -> new Array(array.name(), array.role(), cut.array().shape())).orElse(array);
    }

    private LatentSite cut(LatentSite site, JointModel joint) {
        MatrixSite matrix = joint.matrices().get(site.array());
        Array array = matrix == null ? cut(site.array()) : cut(site.array(), matrix);
        if (array.equals(site.array())) {
            return site;
        }
        return new LatentSite(site.name(), array.shape(), site.support(), site.loops(),
                new Element(array, site.free().offset()), site.value(), site.bijector(), site.signature(),
                site.parameters(), site.location(), List.of(), site.block(), site.role());
    }

    /** How the values of a site of the batch lie among those of the whole site; empty where it has no rows. */
    public Optional<CutArrays.Cut> cutOf(String site, JointModel whole) {
        return whole.program().latents().stream().filter(one -> one.name().equals(site)).findFirst()
                .flatMap(one -> {
                    MatrixSite matrix = whole.matrices().get(one.array());
                    return matrix == null ? locals.of(one.array())
                            : List.of(one.array(), matrix.logDeterminant(), matrix.inverse()).stream()
                                    .map(locals::of).flatMap(Optional::stream).findFirst();
                });
    }

    /** Latent arrays of the batch that have rows, symbols of matrices among them. */
    public Set<Array> localArrays() {
        Set<Array> arrays = new LinkedHashSet<>(locals.arrays());
        rows.matrices().forEach((array, matrix) -> {
            if (arrays.contains(matrix.inverse()) || arrays.contains(matrix.logDeterminant())) {
                arrays.add(array);
            }
        });
        return arrays;
    }
}
