package org.penumbra.math.products;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.util.function.Consumer;

/** Code of one tile: (depth, a, aAt, b, bAt, bStep, alpha, c, cAt, cStride). */
final class TileCode {

    private final CodeBuilder code;
    private final Register register;
    private final Register wide;
    private final int panel;

    /**
     * @param register what sums are kept in
     * @param width numbers of 64 bits in a register
     * @param panel rows in a panel of A
     */
    TileCode(CodeBuilder code, Register register, int width, int panel) {
        this.code = code;
        this.register = register;
        this.wide = Register.doubles(width);
        this.panel = panel;
    }

    void write(int rows, int vectors, boolean isAdding) {
        int[][] sums = new int[rows][vectors];
        for (int[] row : sums) {
            for (int j = 0; j < vectors; j++) {
                row[j] = register.zero(code);
            }
        }
        int left = copy(code, code.parameterSlot(2));
        int right = copy(code, code.parameterSlot(4));
        times(code, code.parameterSlot(0), inner -> {
            step(sums, left, right);
            inner.iinc(left, panel).iload(right).iload(inner.parameterSlot(5)).iadd().istore(right);
        });
        finish(sums, isAdding);
        code.return_();
    }

    /** Adds multiples of a row of B to every row. */
    private void step(int[][] sums, int left, int right) {
        int[] row = new int[sums[0].length];
        for (int j = 0; j < row.length; j++) {
            row[j] = register.load(code, code.parameterSlot(3), right, j * register.lanes());
        }
        for (int i = 0; i < sums.length; i++) {
            int factor = register.broadcastElement(code, code.parameterSlot(1), left, i);
            for (int j = 0; j < row.length; j++) {
                register.accumulate(code, factor, row[j], sums[i][j]);
            }
        }
    }

    private void finish(int[][] sums, boolean isAdding) {
        int alpha = wide.broadcast(code, code.parameterSlot(6));
        int c = code.parameterSlot(7);
        int start = copy(code, code.parameterSlot(8));
        for (int i = 0; i < sums.length; i++) {
            if (i > 0) {
                code.iload(start).iload(code.parameterSlot(9)).iadd().istore(start);
            }
            int offset = 0;
            for (int sum : sums[i]) {
                for (int part = 0; part < register.lanes() / wide.lanes(); part++) {
                    int value = register.isDouble() ? sum : register.convert(code, sum, wide, part);
                    int before = isAdding ? wide.load(code, c, start, offset) : wide.zero(code);
                    wide.store(code, wide.fma(code, alpha, value, before), c, start, offset);
                    offset += wide.lanes();
                }
            }
        }
    }

    /** A new local with what is in another. */
    static int copy(CodeBuilder code, int number) {
        int local = code.allocateLocal(TypeKind.INT);
        code.iload(number).istore(local);
        return local;
    }

    /** Runs code as often as a local says. */
    static void times(CodeBuilder code, int count, Consumer<CodeBuilder> body) {
        int k = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(k);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(k).iload(count).branch(Opcode.IF_ICMPGE, end);
        body.accept(code);
        code.iinc(k, 1).goto_(head).labelBinding(end);
    }
}
