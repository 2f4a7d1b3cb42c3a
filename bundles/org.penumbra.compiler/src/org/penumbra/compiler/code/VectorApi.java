package org.penumbra.compiler.code;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.penumbra.math.Kernels;

/** Names of the Vector API (JEP 529), which generated code refers to and nothing else needs. */
final class VectorApi {

    static final String MODULE = "jdk.incubator.vector";

    static final ClassDesc DOUBLES = type("DoubleVector");
    static final ClassDesc LONGS = type("LongVector");
    static final ClassDesc VECTOR = type("Vector");
    static final ClassDesc MASK = type("VectorMask");
    static final ClassDesc SPECIES = type("VectorSpecies");
    static final ClassDesc OPERATORS = type("VectorOperators");
    static final ClassDesc COMPARISON = type("VectorOperators$Comparison");
    static final ClassDesc BINARY = type("VectorOperators$Binary");

    static final MethodTypeDesc FROM_ARRAY = MethodTypeDesc.of(DOUBLES, SPECIES, ClassEmitter.DOUBLES, CD_int);
    static final MethodTypeDesc INTO_ARRAY = MethodTypeDesc.of(CD_void, ClassEmitter.DOUBLES, CD_int);
    static final MethodTypeDesc BROADCAST = MethodTypeDesc.of(DOUBLES, SPECIES, CD_double);
    static final MethodTypeDesc UNARY = MethodTypeDesc.of(DOUBLES);
    static final MethodTypeDesc OF_TWO = MethodTypeDesc.of(DOUBLES, VECTOR);
    static final MethodTypeDesc OF_THREE = MethodTypeDesc.of(DOUBLES, VECTOR, VECTOR);
    static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, VECTOR);
    static final MethodTypeDesc BLEND = MethodTypeDesc.of(DOUBLES, VECTOR, MASK);
    static final MethodTypeDesc TO_LONGS = MethodTypeDesc.of(LONGS);
    static final MethodTypeDesc WITH_LONG = MethodTypeDesc.of(LONGS, CD_long);
    static final MethodTypeDesc WITH_LONGS = MethodTypeDesc.of(LONGS, VECTOR);
    static final MethodTypeDesc SHIFT = MethodTypeDesc.of(LONGS, BINARY, CD_long);
    static final MethodTypeDesc OF_MASKS = MethodTypeDesc.of(MASK, MASK);
    static final MethodTypeDesc OF_MASK = MethodTypeDesc.of(MASK);

    static final MethodTypeDesc TEST = MethodTypeDesc.of(CD_boolean);
    static final MethodTypeDesc LANE = MethodTypeDesc.of(CD_double, CD_int);
    static final MethodTypeDesc WITH_LANE = MethodTypeDesc.of(DOUBLES, CD_int, CD_double);

    /** What scalar code calls. */
    static final ClassDesc KERNELS = ClassDesc.of(Kernels.class.getName());
    static final MethodTypeDesc SCALAR = MethodTypeDesc.of(CD_double, CD_double);
    static final MethodTypeDesc SCALAR_OF_TWO = MethodTypeDesc.of(CD_double, CD_double, CD_double);

    private VectorApi() {
    }

    private static ClassDesc type(String name) {
        return ClassDesc.of(MODULE + "." + name);
    }
}
