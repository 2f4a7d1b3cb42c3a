package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Turns;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Loop;

/**
 * The iterations of nested loops, whose ends may depend on data and on outer indices.
 *
 * @param extents of the smallest box from 1 that holds them
 * @param indices of each iteration, outermost first, in the order in which they run
 */
record Iterations(List<Integer> extents, List<int[]> indices) {

    static Iterations of(List<Loop> loops, ModelProgram program) {
        List<int[]> all = new ArrayList<>();
        int[] largest = new int[loops.size()];
        Evaluator data = StoredValues.evaluator(program, program.data()::get);
        Turns.run(List.of(loops), one -> one, data, (one, at) -> {
            int[] here = loops.stream().mapToInt(loop -> at.integer(loop.index())).toArray();
            for (int axis = 0; axis < here.length; axis++) {
                largest[axis] = Math.max(largest[axis], here[axis]);
            }
            all.add(here);
        });
        return new Iterations(Arrays.stream(largest).boxed().toList(), all);
    }

    /** False when an index goes below 1, so that the box does not hold it. */
    boolean fitsBox() {
        return indices.stream().allMatch(one -> Arrays.stream(one).allMatch(index -> index >= 1));
    }

    /** Row-major position of each iteration in the box. */
    int[] positions() {
        int[] positions = new int[indices.size()];
        for (int k = 0; k < positions.length; k++) {
            for (int axis = 0; axis < extents.size(); axis++) {
                positions[k] = positions[k] * extents.get(axis) + indices.get(k)[axis] - 1;
            }
        }
        return positions;
    }

    /** The different values of the outer indices, in order. */
    List<int[]> heads(int depth) {
        List<int[]> heads = new ArrayList<>();
        for (int[] one : indices) {
            if (heads.isEmpty() || !begins(one, heads.getLast())) {
                heads.add(Arrays.copyOf(one, depth));
            }
        }
        return heads;
    }

    /** Which of the {@link #heads} each iteration has. */
    int[] ordinals(int depth) {
        int[] ordinals = new int[indices.size()];
        for (int k = 1; k < ordinals.length; k++) {
            boolean same = begins(indices.get(k), Arrays.copyOf(indices.get(k - 1), depth));
            ordinals[k] = ordinals[k - 1] + (same ? 0 : 1);
        }
        return ordinals;
    }

    private static boolean begins(int[] whole, int[] head) {
        return Arrays.equals(whole, 0, head.length, head, 0, head.length);
    }
}
