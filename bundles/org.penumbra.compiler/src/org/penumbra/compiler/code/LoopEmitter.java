package org.penumbra.compiler.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.LaneKernels;

/** Writes a class of {@link VectorTiles}: each method is one loop around straight code. */
final class LoopEmitter {

    private static final ClassDesc THIS = ClassDesc.of(LoopEmitter.class.getPackageName() + ".Tiles$Vectors");
    private static final ClassDesc DOUBLES = ClassEmitter.DOUBLES;
    private static final MethodTypeDesc TILE = MethodTypeDesc.of(CD_void, CD_int, DOUBLES, CD_int, CD_int, DOUBLES,
            CD_int, CD_int, CD_int, DOUBLES, CD_int, CD_int);
    private static final MethodTypeDesc SOLVE = MethodTypeDesc.of(CD_void, DOUBLES, CD_int, CD_int, DOUBLES, CD_int,
            CD_int, DOUBLES, CD_int);
    private static final MethodTypeDesc ADD = MethodTypeDesc.of(CD_void, CD_int, DOUBLES, CD_int, CD_int, DOUBLES,
            CD_int);
    private static final MethodTypeDesc EACH = MethodTypeDesc.of(CD_void, DOUBLES, CD_int, CD_int);

    private final CodeBuilder code;
    private final int width;
    private final VectorCode vectors;

    private LoopEmitter(CodeBuilder code, int width) {
        this.code = code;
        this.width = width;
        this.vectors = new VectorCode(code, width);
    }

    /** The class for registers of 4 or 8 numbers. */
    static byte[] emit(int width) {
        return ClassFile.of().build(THIS, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            builder.withInterfaceSymbols(ClassDesc.of(VectorTiles.class.getName()));
            builder.withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC,
                    code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
            for (VectorTiles.Shape shape : VectorTiles.Shape.values()) {
                builder.withMethodBody(shape.method(), TILE, ClassFile.ACC_PUBLIC,
                        code -> new LoopEmitter(code, width).tile(shape.rows(), shape.vectors()));
            }
            builder.withMethodBody("solve", SOLVE, ClassFile.ACC_PUBLIC, code -> new LoopEmitter(code, width).solve());
            builder.withMethodBody("addFour", ADD, ClassFile.ACC_PUBLIC,
                    code -> new LoopEmitter(code, width).addRows(4));
            builder.withMethodBody("addOne", ADD, ClassFile.ACC_PUBLIC,
                    code -> new LoopEmitter(code, width).addRows(1));
            builder.withMethodBody("exp", EACH, ClassFile.ACC_PUBLIC, code -> new LoopEmitter(code, width).exp());
        });
    }

    /** The numbers of C stay in registers while k runs. */
    private void tile(int rows, int columns) {
        int c = code.parameterSlot(1);
        int[] starts = new int[rows];
        int[][] sums = new int[rows][columns];
        for (int i = 0; i < rows; i++) {
            starts[i] = code.allocateLocal(TypeKind.INT);
            code.iload(code.parameterSlot(2)).iload(code.parameterSlot(3)).loadConstant(i).imul().iadd()
                    .istore(starts[i]);
            for (int j = 0; j < columns; j++) {
                sums[i][j] = load(c, starts[i], j * width);
            }
        }
        overInner(sums);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                code.aload(sums[i][j]).aload(c).iload(starts[i]).loadConstant(j * width).iadd();
                vectors.store();
            }
        }
        code.return_();
    }

    private void overInner(int[][] sums) {
        int left = copy(code.parameterSlot(5));
        int right = copy(code.parameterSlot(9));
        int k = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(k);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(k).iload(code.parameterSlot(0)).branch(Opcode.IF_ICMPGE, end);
        step(sums, left, right);
        code.iload(left).iload(code.parameterSlot(7)).iadd().istore(left);
        code.iload(right).iload(code.parameterSlot(10)).iadd().istore(right);
        code.iinc(k, 1).goto_(head).labelBinding(end);
    }

    private int copy(int number) {
        int local = code.allocateLocal(TypeKind.INT);
        code.iload(number).istore(local);
        return local;
    }

    /** Multiples of one row of X for every row of C. */
    private void step(int[][] sums, int left, int right) {
        int[] row = new int[sums[0].length];
        for (int j = 0; j < row.length; j++) {
            row[j] = load(code.parameterSlot(8), right, j * width);
        }
        for (int i = 0; i < sums.length; i++) {
            code.aload(code.parameterSlot(4)).iload(left).iload(code.parameterSlot(6)).loadConstant(i).imul().iadd()
                    .daload().dneg();
            int factor = vectors.broadcast();
            for (int j = 0; j < row.length; j++) {
                code.aload(factor).aload(row[j]).aload(sums[i][j])
                        .invokevirtual(VectorApi.DOUBLES, "fma", VectorApi.OF_THREE).astore(sums[i][j]);
            }
        }
    }

    /** All rows stay in registers. */
    private void solve() {
        int[] rows = new int[InnerLoops.LANES];
        int c = code.parameterSlot(0);
        for (int i = 0; i < rows.length; i++) {
            int start = scaled(1, 2, i);
            rows[i] = load(c, start, 0);
            for (int k = 0; k < i; k++) {
                int factor = element(3, scaled(4, 5, k), i, true);
                code.aload(factor).aload(rows[k]).aload(rows[i])
                        .invokevirtual(VectorApi.DOUBLES, "fma", VectorApi.OF_THREE).astore(rows[i]);
            }
            int scale = element(6, code.parameterSlot(7), i, false);
            code.aload(rows[i]).aload(scale).invokevirtual(VectorApi.DOUBLES, "mul", VectorApi.OF_TWO).dup()
                    .astore(rows[i]).aload(c).iload(start);
            vectors.store();
        }
        code.return_();
    }

    /** The local with {@code start + times * stride}, of which the first and last are parameters. */
    private int scaled(int start, int stride, int times) {
        int local = code.allocateLocal(TypeKind.INT);
        code.iload(code.parameterSlot(start)).iload(code.parameterSlot(stride)).loadConstant(times).imul().iadd()
                .istore(local);
        return local;
    }

    /** An element of an array, or minus it, in every lane. */
    private int element(int array, int start, int offset, boolean negated) {
        code.aload(code.parameterSlot(array)).iload(start).loadConstant(offset).iadd().daload();
        if (negated) {
            code.dneg();
        }
        return vectors.broadcast();
    }

    private int load(int array, int start, int offset) {
        vectors.species();
        code.aload(array).iload(start).loadConstant(offset).iadd();
        return vectors.load();
    }

    /** The sums stay in registers. */
    private void addRows(int columns) {
        int[] sums = new int[columns];
        for (int j = 0; j < columns; j++) {
            sums[j] = load(code.parameterSlot(4), code.parameterSlot(5), j * width);
        }
        int at = copy(code.parameterSlot(2));
        int row = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(row);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(row).iload(code.parameterSlot(0)).branch(Opcode.IF_ICMPGE, end);
        for (int j = 0; j < columns; j++) {
            int next = load(code.parameterSlot(1), at, j * width);
            code.aload(vectors.plus(sums[j], next)).astore(sums[j]);
        }
        code.iload(at).iload(code.parameterSlot(3)).iadd().istore(at);
        code.iinc(row, 1).goto_(head).labelBinding(end);
        for (int j = 0; j < columns; j++) {
            code.aload(sums[j]).aload(code.parameterSlot(4)).iload(code.parameterSlot(5)).loadConstant(j * width)
                    .iadd();
            vectors.store();
        }
        code.return_();
    }

    private void exp() {
        int at = copy(code.parameterSlot(1));
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(at).iload(code.parameterSlot(2)).branch(Opcode.IF_ICMPGE, end);
        int result = LaneKernels.exp(vectors, load(code.parameterSlot(0), at, 0));
        code.aload(result).aload(code.parameterSlot(0)).iload(at);
        vectors.store();
        code.iinc(at, width).goto_(head).labelBinding(end).return_();
    }
}
