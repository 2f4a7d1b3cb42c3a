package org.penumbra.compiler.code;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Sum;

/** Writes one part as one method. Values live in local variables; those that other parts use are stored besides. */
final class PartEmitter {

    static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

    private static final int X = 1;
    private static final int OUT = 2;
    private static final MethodTypeDesc ADD = MethodTypeDesc.of(CD_void, ClassEmitter.DOUBLES, CD_int, CD_int, CD_int,
            ClassEmitter.DOUBLES, CD_int);
    private static final MethodTypeDesc SPLIT = MethodTypeDesc.of(CD_void, CD_int, ClassEmitter.DOUBLES,
            ClassEmitter.DOUBLES, CD_int);

    private static final MethodTypeDesc AT_FREE = MethodTypeDesc.of(CD_void, CD_int, CD_int, ClassEmitter.DOUBLES,
            ClassEmitter.DOUBLES);

    private final ClassEmitter owner;
    private final Part part;
    private final CodeBuilder code;
    private final Map<Expr, Integer> locals = new HashMap<>();
    private final Map<Index, Integer> indices = new HashMap<>();
    private final Map<String, Integer> arrays = new HashMap<>();

    PartEmitter(ClassEmitter owner, Part part, CodeBuilder code) {
        this.owner = owner;
        this.part = part;
        this.code = code;
    }

    void emit(Expr result) {
        enter(ClassEmitter.firstIndex(part));
        if (part.kernel != null) {
            rows();
        } else {
            part.codes.forEach(this::emit);
        }
        if (result == null) {
            code.dconst_0();
        } else {
            push(result);
        }
        code.dreturn();
    }

    /**
     * Loads what comes from outside.
     *
     * @param firstIndex position among the parameters of the first index of the loops around
     */
    void enter(int firstIndex) {
        for (int i = 0; i < part.indices.size(); i++) {
            indices.put(part.indices.get(i), code.parameterSlot(firstIndex + i));
        }
        ArraysOf.part(part).forEach(this::loadArray);
        loadForeignValues();
    }

    /** Tells in which local variable an index is. */
    void bind(Index index, int local) {
        indices.put(index, local);
    }

    /** Rows of a chunk: (start of the chunk, first row, row after the last one) are the first integer parameters. */
    private void rows() {
        int buffer = local(ClassEmitter.ROWS);
        int row = code.allocateLocal(TypeKind.INT);
        int index = code.allocateLocal(TypeKind.INT);
        indices.put(part.kernel.loop().index(), index);
        code.iload(code.parameterSlot(3)).istore(row);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(row).iload(code.parameterSlot(4)).branch(Opcode.IF_ICMPGE, end);
        code.iload(code.parameterSlot(2)).iload(row).iadd().istore(index);
        part.codes.forEach(this::emit);
        for (int s = 0; s < part.kernel.sums().size(); s++) {
            code.aload(buffer).iload(row).loadConstant(s * Lanes.CHUNK).iadd();
            push(part.kernel.sums().get(s).body());
            code.dastore();
        }
        code.iinc(row, 1).goto_(head).labelBinding(end);
        for (int s = 0; s < part.kernel.sums().size(); s++) {
            code.aload(buffer).loadConstant(s * Lanes.CHUNK).iload(code.parameterSlot(3))
                    .iload(code.parameterSlot(4)).aload(0)
                    .getfield(ClassEmitter.THIS, ClassEmitter.LANES, ClassEmitter.DOUBLES)
                    .loadConstant(s * Lanes.COUNT).invokestatic(KernelEmitter.LANES, "add", ADD);
        }
    }

    int local(String field) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(0).getfield(ClassEmitter.THIS, field, ClassEmitter.DOUBLES).astore(local);
        return local;
    }

    private void loadArray(ArraysOf.Use use) {
        boolean integer = use.integer();
        String field = integer ? owner.integerField(use.array()) : owner.doubleField(use.array());
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(0).getfield(ClassEmitter.THIS, field, integer ? ClassEmitter.INTEGERS : ClassEmitter.DOUBLES)
                .astore(local);
        arrays.put(field, local);
    }

    private void loadForeignValues() {
        for (Expr value : part.uses) {
            Integer slot = owner.slot(value);
            if (slot != null && !part.defines.contains(value)) {
                scratch();
                code.loadConstant(slot.intValue()).daload();
                storeLocal(value);
            }
        }
    }

    private void scratch() {
        code.aload(0).getfield(ClassEmitter.THIS, ClassEmitter.SCRATCH, ClassEmitter.DOUBLES);
    }

    private void emit(Part.Code item) {
        switch (item) {
            case Part.Code.Plain plain -> emit(plain.step());
            case Part.Code.Iterate loop -> emit(loop);
            case Part.Code.CallPart call -> emit(call.part());
            case Part.Code.CallKernel call -> emit(call.rows());
            case Part.Code.CallPieces call -> emit(call.split());
        }
    }

    private void emit(Part called) {
        code.aload(0).aload(X).aload(OUT);
        called.indices.forEach(index -> code.iload(indices.get(index)));
        if (called.kernel != null) {
            code.invokevirtual(ClassEmitter.THIS, called.kernel.method(), ClassEmitter.kernelTypeOf(called));
        } else {
            code.invokevirtual(ClassEmitter.THIS, called.name, ClassEmitter.typeOf(called)).pop2();
        }
    }

    private void emit(Split split) {
        split.buffers().stream().map(Split.Buffer::target).filter(Objects::nonNull).forEach(owner::doubleField);
        code.aload(0).getfield(ClassEmitter.THIS, ClassEmitter.SPLITS, ClassEmitter.SPLIT_LOOPS)
                .loadConstant(split.number()).aload(X).aload(OUT)
                .aload(0).getfield(ClassEmitter.THIS, ClassEmitter.LIMIT, CD_int)
                .invokevirtual(ClassEmitter.SPLIT_LOOPS, "run", SPLIT);
    }

    private void emit(Step step) {
        switch (step) {
            case Step.Compute compute -> {
                compute(compute.node());
                store(compute.node());
            }
            case Step.Load load -> {
                load(load.source());
                store(load.value());
            }
            case Step.Write write -> write(write.scatter());
            case Step.Call call -> call(call.invoke());
            case Step.Run run -> throw new IllegalStateException("loops are cut before");
            case Step.Rows rows -> throw new IllegalStateException("loops are cut before");
            case Step.Pieces pieces -> throw new IllegalStateException("loops are cut before");
        }
    }

    void compute(Expr node) {
        switch (node) {
            case Element element -> load(element);
            case Apply apply -> {
                apply.arguments().forEach(this::push);
                Instructions.apply(code, apply.op());
            }
            default -> throw new IllegalStateException("not computed as a step: " + node);
        }
    }

    void load(Element element) {
        place(element);
        code.daload();
    }

    /** The array and the position of an element, on the stack. */
    void place(Element element) {
        if (element.array().role() == Array.Role.FREE) {
            code.aload(X);
            position(owner.program().freeBase().get(element.array()), element.offset());
        } else {
            code.aload(arrays.get(owner.doubleField(element.array())));
            pushInteger(element.offset());
        }
    }

    /** The array and the position that something is written to, on the stack. */
    void place(Scatter scatter) {
        code.aload(scatter.array() == null ? OUT : arrays.get(owner.doubleField(scatter.array())));
        position(scatter.base(), scatter.offset());
    }

    private void position(int base, Expr offset) {
        pushInteger(offset instanceof Constant ? offset.plus(base) : offset);
        if (base != 0 && !(offset instanceof Constant)) {
            code.loadConstant(base).iadd();
        }
    }

    void write(Scatter scatter) {
        place(scatter);
        if (scatter.sets()) {
            push(scatter.value());
        } else {
            code.dup2().daload();
            push(scatter.value());
            code.dadd();
        }
        code.dastore();
    }

    private void call(Invoke invoke) {
        code.aload(0).getfield(ClassEmitter.THIS, owner.callField(invoke), ClassEmitter.CALL);
        for (int k = 0; k < invoke.inputs().size(); k++) {
            code.dup().loadConstant(k);
            Recurrence.Place place = invoke.inputs().get(k);
            if (place.array().role() == Array.Role.FREE) {
                position(owner.program().freeBase().get(place.array()), place.offset());
                code.aload(X).aload(OUT).invokevirtual(ClassEmitter.CALL, "at", AT_FREE);
            } else {
                pushInteger(place.offset());
                code.invokevirtual(ClassEmitter.CALL, "at", MethodTypeDesc.of(CD_void, CD_int, CD_int));
            }
        }
        pushInteger(invoke.output().offset());
        code.invokevirtual(ClassEmitter.CALL, invoke.adjoints().isPresent() ? "backward" : "forward",
                MethodTypeDesc.of(CD_void, CD_int));
    }

    private void store(Expr value) {
        storeLocal(value);
        Integer slot = owner.slot(value);
        if (slot != null) {
            scratch();
            code.loadConstant(slot.intValue()).dload(locals.get(value)).dastore();
        }
    }

    void storeLocal(Expr value) {
        int local = locals.computeIfAbsent(value, key -> code.allocateLocal(TypeKind.DOUBLE));
        code.dstore(local);
    }

    void push(Expr value) {
        switch (value) {
            case Constant constant -> code.loadConstant(constant.value());
            case Index index -> code.iload(indices.get(index)).i2d();
            default -> {
                if (part.fetched.contains(value)) {
                    scratch();
                    code.loadConstant(owner.slot(value).intValue()).daload();
                } else {
                    code.dload(locals.get(value));
                }
            }
        }
    }

    private void emit(Part.Code.Iterate loop) {
        for (Sum sum : loop.sums()) {
            code.dconst_0();
            storeLocal(sum);
        }
        int index = code.allocateLocal(TypeKind.INT);
        int last = code.allocateLocal(TypeKind.INT);
        boolean down = loop.loop().descending();
        pushInteger(down ? loop.loop().upper() : loop.loop().lower());
        code.istore(index);
        pushInteger(down ? loop.loop().lower() : loop.loop().upper());
        code.istore(last);
        indices.put(loop.loop().index(), index);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(index).iload(last).branch(down ? Opcode.IF_ICMPLT : Opcode.IF_ICMPGT, end);
        loop.body().forEach(this::emit);
        loop.sums().forEach(this::accumulate);
        code.iinc(index, down ? -1 : 1).goto_(head).labelBinding(end);
        loop.sums().forEach(this::publish);
    }

    private void accumulate(Sum sum) {
        code.dload(locals.get(sum));
        push(sum.body());
        code.dadd().dstore(locals.get(sum));
    }

    private void publish(Sum sum) {
        Integer slot = owner.slot(sum);
        if (slot != null) {
            scratch();
            code.loadConstant(slot.intValue()).dload(locals.get(sum)).dastore();
        }
    }

    private void pushInteger(Expr expression) {
        switch (expression) {
            case Constant constant -> code.loadConstant((int) constant.value());
            case Index index -> code.iload(indices.get(index));
            case Element element -> {
                code.aload(arrays.get(owner.integerField(element.array())));
                pushInteger(element.offset());
                code.iaload();
            }
            case Apply apply -> {
                apply.arguments().forEach(this::pushInteger);
                Instructions.integer(code, apply.op());
            }
            case Sum sum -> throw new IllegalStateException("sums in subscripts are tabulated at binding");
        }
    }
}
