package org.penumbra.compiler.code;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.penumbra.expression.Array;
import org.penumbra.expression.Sum;

/** Writes the method that runs a long loop chunk by chunk and publishes its sums. */
final class KernelEmitter {

    static final ClassDesc TILES = ClassDesc.of(Tiles.class.getName());
    static final ClassDesc LANES = ClassDesc.of(Lanes.class.getName());

    private static final ClassDesc ARRAYS = ClassDesc.of("java.util.Arrays");
    private static final MethodTypeDesc FILL = MethodTypeDesc.of(CD_void, ClassEmitter.DOUBLES, CD_int, CD_int,
            CD_double);
    private static final MethodTypeDesc FILL_ALL = MethodTypeDesc.of(CD_void, ClassEmitter.DOUBLES, CD_double);
    static final MethodTypeDesc PRODUCT = MethodTypeDesc.of(CD_void, ClassEmitter.DOUBLES,
            ClassEmitter.DOUBLES, CD_int, ClassEmitter.DOUBLES, CD_int);
    private static final MethodTypeDesc SUMS = MethodTypeDesc.of(CD_void, ClassEmitter.DOUBLES, CD_int,
            ClassEmitter.DOUBLES);
    private static final MethodTypeDesc TOTAL = MethodTypeDesc.of(CD_double, ClassEmitter.DOUBLES, CD_int);
    private static final MethodTypeDesc SMALLER = MethodTypeDesc.of(CD_int, CD_int, CD_int);

    private final ClassEmitter owner;
    private final Part rows;
    private final CodeBuilder code;
    private int count;
    private int total;

    KernelEmitter(ClassEmitter owner, Part rows, CodeBuilder code) {
        this.owner = owner;
        this.rows = rows;
        this.code = code;
    }

    void emit() {
        Kernel kernel = rows.kernel;
        lanes().iconst_0().loadConstant(Lanes.COUNT * kernel.sums().size()).dconst_0()
                .invokestatic(ARRAYS, "fill", FILL);
        kernel.products().ranks().forEach(rank -> field(rank.lanes()).dconst_0()
                .invokestatic(ARRAYS, "fill", FILL_ALL));
        int done = code.allocateLocal(TypeKind.INT);
        count = code.allocateLocal(TypeKind.INT);
        total = code.allocateLocal(TypeKind.INT);
        range(done);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(done).iload(total).branch(Opcode.IF_ICMPGE, end);
        kernel.products().dots().forEach(dot -> multiply(dot, done));
        chunk(done);
        kernel.products().ranks().forEach(rank -> accumulate(rank, done));
        code.iinc(done, kernel.chunk()).goto_(head).labelBinding(end);
        for (int s = 0; s < kernel.sums().size(); s++) {
            publish(kernel.sums().get(s), s);
        }
        kernel.products().ranks().forEach(this::total);
        code.return_();
    }

    /** All rows, or those of a piece, which is cut to the limit by who calls it. */
    private void range(int done) {
        if (rows.isPiece) {
            code.iload(code.parameterSlot(2)).istore(done).iload(code.parameterSlot(3)).istore(total);
        } else {
            code.iconst_0().istore(done);
            code.loadConstant(rows.kernel.rows()).aload(0).getfield(ClassEmitter.THIS, ClassEmitter.LIMIT, CD_int)
                    .invokestatic(PartEmitter.MATH, "min", SMALLER).istore(total);
        }
    }

    private void multiply(Products.Dot dot, int done) {
        field(dot.tiles());
        field(dot.factors()).loadConstant(dot.columns());
        field(dot.target()).iload(done).invokestatic(productOwner(), "multiply", PRODUCT);
    }

    private void accumulate(Products.Rank rank, int done) {
        field(rank.tiles());
        field(rank.weights()).loadConstant(rank.columns());
        field(rank.lanes()).iload(done).invokestatic(productOwner(), "accumulate", PRODUCT);
    }

    private void total(Products.Rank rank) {
        field(rank.lanes()).loadConstant(rank.columns());
        field(rank.sums()).invokestatic(TILES, "total", SUMS);
    }

    private CodeBuilder field(Array array) {
        return code.aload(0).getfield(ClassEmitter.THIS, owner.doubleField(array), ClassEmitter.DOUBLES);
    }

    /** The products are there twice: in this class for vectors, and for scalar code. */
    private ClassDesc productOwner() {
        return owner.isVector() ? ClassEmitter.THIS : TILES;
    }

    private void chunk(int done) {
        Kernel kernel = rows.kernel;
        code.loadConstant(kernel.chunk()).iload(total).iload(done).isub()
                .invokestatic(PartEmitter.MATH, "min", SMALLER).istore(count);
        VectorPlan plan = owner.plan(rows);
        if (plan == null) {
            call(done, () -> code.iconst_0().iload(count), rows.name, ClassEmitter.typeOf(rows));
            code.pop2();
            return;
        }
        int whole = code.allocateLocal(TypeKind.INT);
        code.iload(count).loadConstant(-Lanes.COUNT).iand().istore(whole);
        for (int phase = 0; phase < plan.phases().size(); phase++) {
            call(done, () -> code.iload(whole), kernel.phaseMethod(phase), ClassEmitter.phaseTypeOf(rows));
        }
        Label complete = code.newLabel();
        code.iload(whole).iload(count).if_icmpge(complete);
        call(done, () -> code.iload(whole).iload(count), rows.name, ClassEmitter.typeOf(rows));
        code.pop2().labelBinding(complete);
    }

    private void call(int done, Runnable range, String method, MethodTypeDesc type) {
        code.aload(0).aload(1).aload(2).iload(done).loadConstant(rows.kernel.first()).iadd();
        range.run();
        for (int i = 0; i < rows.indices.size(); i++) {
            code.iload(code.parameterSlot(i + 2));
        }
        code.invokevirtual(ClassEmitter.THIS, method, type);
    }

    private void publish(Sum sum, int number) {
        Integer slot = owner.slot(sum);
        if (slot != null) {
            code.aload(0).getfield(ClassEmitter.THIS, ClassEmitter.SCRATCH, ClassEmitter.DOUBLES)
                    .loadConstant(slot.intValue());
            lanes().loadConstant(Lanes.COUNT * number).invokestatic(LANES, "total", TOTAL).dastore();
        }
    }

    private CodeBuilder lanes() {
        return code.aload(0).getfield(ClassEmitter.THIS, ClassEmitter.LANES, ClassEmitter.DOUBLES);
    }
}
