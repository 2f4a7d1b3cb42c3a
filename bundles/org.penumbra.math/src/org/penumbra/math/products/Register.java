package org.penumbra.math.products;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A kind of vector register, and instructions on it. Classes of the Vector API appear by name only, so that this can
 * be compiled and loaded where the incubator module is absent.
 *
 * @param type class of its vectors
 * @param number what it holds, {@code double} or {@code float}
 * @param lanes how many
 */
record Register(ClassDesc type, ClassDesc number, int lanes) {

    private static final String MODULE = "jdk.incubator.vector.";
    private static final ClassDesc VECTOR = ClassDesc.of(MODULE + "Vector");
    private static final ClassDesc SPECIES = ClassDesc.of(MODULE + "VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of(MODULE + "VectorOperators");
    private static final ClassDesc CONVERSION = ClassDesc.of(MODULE + "VectorOperators$Conversion");

    static Register doubles(int lanes) {
        return new Register(ClassDesc.of(MODULE + "DoubleVector"), CD_double, lanes);
    }

    static Register floats(int lanes) {
        return new Register(ClassDesc.of(MODULE + "FloatVector"), CD_float, lanes);
    }

    boolean isDouble() {
        return number.equals(CD_double);
    }

    ClassDesc array() {
        return number.arrayType();
    }

    private Register species(CodeBuilder code) {
        code.getstatic(type, "SPECIES_" + lanes * (isDouble() ? 64 : 32), SPECIES);
        return this;
    }

    private static int keep(CodeBuilder code) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }

    int zero(CodeBuilder code) {
        species(code);
        code.invokestatic(type, "zero", MethodTypeDesc.of(type, SPECIES));
        return keep(code);
    }

    /** The element of an array of such numbers in every lane. */
    int broadcastElement(CodeBuilder code, int array, int start, int offset) {
        species(code);
        code.aload(array).iload(start).loadConstant(offset).iadd();
        if (isDouble()) {
            code.daload();
        } else {
            code.faload();
        }
        code.invokestatic(type, "broadcast", MethodTypeDesc.of(type, SPECIES, number));
        return keep(code);
    }

    /** A local {@code double} in every lane. */
    int broadcast(CodeBuilder code, int local) {
        species(code);
        code.dload(local).invokestatic(type, "broadcast", MethodTypeDesc.of(type, SPECIES, CD_double));
        return keep(code);
    }

    int load(CodeBuilder code, int array, int start, int offset) {
        species(code);
        code.aload(array).iload(start).loadConstant(offset).iadd()
                .invokestatic(type, "fromArray", MethodTypeDesc.of(type, SPECIES, array(), CD_int));
        return keep(code);
    }

    void store(CodeBuilder code, int vector, int array, int start, int offset) {
        code.aload(vector).aload(array).iload(start).loadConstant(offset).iadd()
                .invokevirtual(type, "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int));
    }

    /** a b + c. */
    int fma(CodeBuilder code, int a, int b, int c) {
        code.aload(a).aload(b).aload(c).invokevirtual(type, "fma", MethodTypeDesc.of(type, VECTOR, VECTOR));
        return keep(code);
    }

    /** Replaces c by a b + c. */
    void accumulate(CodeBuilder code, int a, int b, int c) {
        code.aload(a).aload(b).aload(c).invokevirtual(type, "fma", MethodTypeDesc.of(type, VECTOR, VECTOR)).astore(c);
    }

    /** Its numbers, or a part of them, as those of another register. */
    int convert(CodeBuilder code, int vector, Register to, int part) {
        code.aload(vector).getstatic(OPERATORS, isDouble() ? "D2F" : "F2D", CONVERSION);
        to.species(code);
        code.loadConstant(part).invokevirtual(type, "convertShape",
                MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, CD_int)).checkcast(to.type);
        return keep(code);
    }
}
