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
import java.util.function.IntConsumer;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;

/** Writes a class of {@link ActivationLoop} for whole vectors. */
final class ActivationEmitter {

    private static final ClassDesc THIS = ClassDesc.of(ActivationEmitter.class.getPackageName()
            + ".VectorActivation$Vectors");
    private static final ClassDesc DOUBLES = ClassEmitter.DOUBLES;
    private static final MethodTypeDesc VALUES = MethodTypeDesc.of(CD_void, DOUBLES, CD_int, DOUBLES, CD_int, CD_int);
    private static final MethodTypeDesc SLOPES = MethodTypeDesc.of(CD_void, DOUBLES, CD_int, DOUBLES, CD_int, DOUBLES,
            CD_int, CD_int);

    private final CodeBuilder code;
    private final int width;
    private final VectorCode vectors;

    private ActivationEmitter(CodeBuilder code, int width) {
        this.code = code;
        this.width = width;
        this.vectors = new VectorCode(code, width);
    }

    static byte[] emit(Activation activation, int width) {
        return ClassFile.of().build(THIS, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            builder.withInterfaceSymbols(ClassDesc.of(ActivationLoop.class.getName()));
            builder.withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC,
                    code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
            builder.withMethodBody("values", VALUES, ClassFile.ACC_PUBLIC,
                    code -> new ActivationEmitter(code, width).values(activation));
            builder.withMethodBody("timesSlopes", SLOPES, ClassFile.ACC_PUBLIC,
                    code -> new ActivationEmitter(code, width).slopes(activation));
        });
    }

    private void values(Activation activation) {
        each(4, k -> store(activation.value(vectors, load(0, k)), 2, k));
    }

    private void slopes(Activation activation) {
        each(6, k -> {
            int y = load(2, k);
            int slope = activation.slope(vectors, activation.needsArgument() ? load(0, k) : y, y);
            store(vectors.times(load(4, k), slope), 4, k);
        });
    }

    /** Runs code for every {@link #width}th number below a parameter. */
    private void each(int count, IntConsumer body) {
        int k = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(k);
        Label head = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(head).iload(k).iload(code.parameterSlot(count)).branch(Opcode.IF_ICMPGE, end);
        body.accept(k);
        code.iinc(k, width).goto_(head).labelBinding(end).return_();
    }

    /** Reads from an array, which is a parameter that is followed by where to start. */
    private int load(int array, int k) {
        vectors.species();
        code.aload(code.parameterSlot(array)).iload(code.parameterSlot(array + 1)).iload(k).iadd();
        return vectors.load();
    }

    private void store(int vector, int array, int k) {
        code.aload(vector).aload(code.parameterSlot(array)).iload(code.parameterSlot(array + 1)).iload(k).iadd();
        vectors.store();
    }
}
