package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** Inputs of functions that are copies of coordinates are read where these lie, and only these. */
class FreeBlocksTest {

    private static final int BASE = 4;
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;
    private static final int SIZE = ROWS * COLUMNS;

    private final Array free = new Array("w", Array.Role.FREE, List.of(ROWS, COLUMNS));
    private final Array copy = new Array("copy", Array.Role.STATE, List.of(SIZE));
    private final Array result = new Array("y", Array.Role.STATE, List.of(SIZE));
    private final Array byCopy = new Array("d_copy", Array.Role.ADJOINT, List.of(SIZE));
    private final Array byResult = new Array("d_y", Array.Role.ADJOINT, List.of(SIZE));
    private final Loop row = new Loop(new Index("r", 1), Expr.of(1), Expr.of(ROWS));
    private final Loop column = new Loop(new Index("c", 2), Expr.of(1), Expr.of(COLUMNS));
    private final Loop rowBack = new Loop(new Index("r'", 3), Expr.of(1), Expr.of(ROWS), true);
    private final Loop columnBack = new Loop(new Index("c'", 4), Expr.of(1), Expr.of(COLUMNS), true);

    /** Squares each number. */
    private record Squares() implements ArrayFunction {

        @Override
        public String name() {
            return "squares";
        }

        @Override
        public List<Integer> inputSizes() {
            return List.of(SIZE);
        }

        @Override
        public int outputSize() {
            return SIZE;
        }

        @Override
        public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
            for (int k = 0; k < SIZE; k++) {
                out[outAt + k] = in[0][at[0] + k] * in[0][at[0] + k];
            }
        }

        @Override
        public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint,
                double[][] inAdjoint, double[] work) {
            for (int k = 0; k < SIZE; k++) {
                inAdjoint[0][at[0] + k] += 2 * in[0][at[0] + k] * outAdjoint[outAt + k];
            }
        }
    }

    private static Expr rowMajor(Loop row, Loop column) {
        return row.index().minus(1).times(COLUMNS).plus(column.index().minus(1));
    }

    private static Expr columnMajor(Loop row, Loop column) {
        return column.index().minus(1).times(ROWS).plus(row.index().minus(1));
    }

    /** Weighted squares of coordinates by way of a copy, and their derivatives. */
    private List<Stage> stages(Expr read, Effect... more) {
        Scatter copying = new Scatter(List.of(row, column), copy, rowMajor(row, column), new Element(free, read));
        Invoke forward = new Invoke(List.of(), new Squares(), List.of(new Place(copy, Expr.of(0))),
                new Place(result, Expr.of(0)), Optional.empty());
        List<Effect> weights = new ArrayList<>();
        for (int k = 0; k < SIZE; k++) {
            weights.add(new Scatter(List.of(), byResult, Expr.of(k), Expr.of(k + 1)));
        }
        weights.addAll(List.of(more));
        Invoke backward = new Invoke(List.of(), new Squares(), List.of(new Place(copy, Expr.of(0))),
                new Place(result, Expr.of(0)),
                Optional.of(new Invoke.Adjoints(byResult, List.of(Optional.of(byCopy)))));
        Expr back = rowMajor(rowBack, columnBack);
        Expr written = read.equals(rowMajor(row, column)) ? back : columnMajor(rowBack, columnBack);
        Scatter returning = new Scatter(List.of(rowBack, columnBack), BASE, written, new Element(byCopy, back));
        return List.of(Stage.sequential(List.of(copying, forward)), new Stage(List.of(), weights),
                Stage.sequential(List.of(backward, returning)));
    }

    private Program program(List<Stage> stages) {
        return new Program(null, stages, new HashMap<>(), Map.of(free, BASE), new Facts());
    }

    private static long scattersWithLoops(List<Stage> stages) {
        return stages.stream().flatMap(stage -> stage.effects().stream())
                .filter(effect -> effect instanceof Scatter && effect.path().size() == 2).count();
    }

    private void requireSlopes(List<Stage> stages, boolean turned) {
        double[] x = {9, 9, 9, 9, 1, -2, 3, 0.5, 4, 7};
        double[] slopes = new double[x.length];
        program(stages).compile().newInstance().run(x, slopes);
        double[] expected = new double[x.length];
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                int at = BASE + (turned ? c * ROWS + r : r * COLUMNS + c);
                expected[at] = 2 * x[at] * (r * COLUMNS + c + 1);
            }
        }
        assertArrayEquals(expected, slopes);
    }

    @Test
    void copiesOfWholeBlocksAreLeftOut() {
        List<Stage> stages = stages(rowMajor(row, column));
        assertEquals(2, scattersWithLoops(stages));
        assertEquals(0, scattersWithLoops(FreeBlocks.inPlace(program(stages))));
        requireSlopes(stages, false);
    }

    @Test
    void numbersInAnotherOrderAreCopied() {
        List<Stage> stages = stages(columnMajor(row, column));
        assertEquals(2, scattersWithLoops(FreeBlocks.inPlace(program(stages))));
        requireSlopes(stages, true);
    }

    @Test
    void whatIsReadElsewhereIsCopied() {
        Effect reader = new Scatter(List.of(), 0, Expr.of(0), new Element(copy, Expr.of(2)));
        assertEquals(2, scattersWithLoops(FreeBlocks.inPlace(program(stages(rowMajor(row, column), reader)))));
    }

    @Test
    void derivativesThatAreReadElsewhereAreGathered() {
        Effect reader = new Scatter(List.of(), 0, Expr.of(0), new Element(byCopy, Expr.of(2)));
        assertEquals(2, scattersWithLoops(FreeBlocks.inPlace(program(stages(rowMajor(row, column), reader)))));
    }
}
