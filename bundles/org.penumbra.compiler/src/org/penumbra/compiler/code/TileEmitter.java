package org.penumbra.compiler.code;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;

/** Writes the vector forms of the products in {@link Tiles}, with the same parameters and the same bits. */
final class TileEmitter {

    private static final int UNROLLED = 8;

    private final CodeBuilder code;
    private final int width;
    private final VectorCode vectors;
    private final int tiles;
    private final int operand;
    private final int columns;
    private final int result;
    private final int first;
    private int position;
    private int column;

    TileEmitter(CodeBuilder code, int width) {
        this.code = code;
        this.width = width;
        this.vectors = new VectorCode(code, width);
        this.tiles = code.parameterSlot(0);
        this.operand = code.parameterSlot(1);
        this.columns = code.parameterSlot(2);
        this.result = code.parameterSlot(3);
        this.first = code.parameterSlot(4);
        this.position = code.allocateLocal(TypeKind.INT);
        this.column = code.allocateLocal(TypeKind.INT);
    }

    /** See {@link Tiles#multiply}: eight vectors of rows side by side. */
    void multiply() {
        for (int block = 0; block < Tiles.ROWS; block += UNROLLED * width) {
            int[] sums = new int[UNROLLED];
            for (int r = 0; r < UNROLLED; r++) {
                code.dconst_0();
                sums[r] = vectors.broadcast();
            }
            int start = block;
            overColumns(start, () -> addColumn(sums));
            for (int r = 0; r < UNROLLED; r++) {
                code.aload(sums[r]).aload(result).iload(first).loadConstant(start + r * width).iadd();
                vectors.store();
            }
        }
        code.return_();
    }

    private void addColumn(int[] sums) {
        code.aload(operand).iload(column).daload();
        int factor = vectors.broadcast();
        for (int r = 0; r < UNROLLED; r++) {
            addProduct(load(tiles, position, r * width), factor, sums[r]);
        }
    }

    /** See {@link Tiles#accumulate}. */
    void accumulate() {
        int[] weights = new int[Tiles.ROWS / width];
        for (int r = 0; r < weights.length; r++) {
            weights[r] = load(operand, first, r * width);
        }
        int at = code.allocateLocal(TypeKind.INT);
        overColumns(0, () -> {
            code.iload(column).loadConstant(Lanes.COUNT).imul().istore(at);
            for (int lane = 0; lane < Lanes.COUNT; lane += width) {
                int sum = load(result, at, lane);
                for (int k = lane; k < Tiles.ROWS; k += Lanes.COUNT) {
                    addProduct(load(tiles, position, k), weights[k / width], sum);
                }
                code.aload(sum).aload(result).iload(at).loadConstant(lane).iadd();
                vectors.store();
            }
        });
        code.return_();
    }

    private void overColumns(int start, Runnable body) {
        code.iload(first).iload(columns).imul().loadConstant(start).iadd().istore(position);
        code.iconst_0().istore(column);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(column).iload(columns).branch(Opcode.IF_ICMPGE, end);
        body.run();
        code.iinc(position, Tiles.ROWS).iinc(column, 1).goto_(head).labelBinding(end);
    }

    private int load(int array, int start, int offset) {
        vectors.species();
        code.aload(array).iload(start).loadConstant(offset).iadd();
        return vectors.load();
    }

    private void addProduct(int a, int b, int sum) {
        code.aload(a).aload(b).aload(sum).invokevirtual(VectorApi.DOUBLES, "fma", VectorApi.OF_THREE).astore(sum);
    }
}
