package org.penumbra.compiler.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** Writes the class: fields for data and scratch memory, one method per part. */
final class ClassEmitter {

    static final ClassDesc THIS = ClassDesc.of("org.penumbra.compiler.code.Generated");
    static final ClassDesc DOUBLES = CD_double.arrayType();
    static final ClassDesc INTEGERS = CD_int.arrayType();
    static final ClassDesc CALL = ClassDesc.of(BoundCall.class.getName());
    static final String SCRATCH = "scratch";

    private static final ClassDesc ARRAYS = ClassDesc.of("java.util.Arrays");
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_double, DOUBLES, DOUBLES);
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(CD_void, DOUBLES.arrayType(),
            INTEGERS.arrayType(), DOUBLES.arrayType(), DOUBLES, CALL.arrayType());

    private final Program program;
    private final List<Part> parts;
    private final Map<Array, Integer> doubles = new LinkedHashMap<>();
    private final Map<Array, Integer> integers = new LinkedHashMap<>();
    private final Map<Array, Integer> stored = new LinkedHashMap<>();
    private final Map<Invoke, Integer> calls = new LinkedHashMap<>();
    private final Map<Expr, Integer> slots = new HashMap<>();

    ClassEmitter(Program program, List<Part> parts) {
        this.program = program;
        this.parts = parts;
        for (Part part : parts) {
            part.uses.stream().filter(value -> !part.defines.contains(value)).forEach(this::reserve);
            part.fetched.forEach(this::reserve);
        }
    }

    private void reserve(Expr value) {
        if (isComputed(value)) {
            slots.putIfAbsent(value, slots.size());
        }
    }

    private boolean isComputed(Expr value) {
        return parts.stream().anyMatch(part -> part.defines.contains(value));
    }

    /** Data read as doubles, in the order of the fields. */
    List<Array> doubleArrays() {
        return new ArrayList<>(doubles.keySet());
    }

    /** Data read as integers (subscripts), in the order of the fields. */
    List<Array> integerArrays() {
        return new ArrayList<>(integers.keySet());
    }

    /** What recurrences store, in the order of the fields. */
    List<Array> storedArrays() {
        return new ArrayList<>(stored.keySet());
    }

    /** Calls of array functions, in the order of the fields. */
    List<Invoke> calls() {
        return new ArrayList<>(calls.keySet());
    }

    int scratchSize() {
        return slots.size();
    }

    /** Slot of a value that crosses parts, or null. */
    Integer slot(Expr value) {
        return slots.get(value);
    }

    Program program() {
        return program;
    }

    String doubleField(Array array) {
        if (array.role() != Array.Role.DATA) {
            return "s" + stored.computeIfAbsent(array, key -> stored.size());
        }
        return "d" + doubles.computeIfAbsent(array, key -> doubles.size());
    }

    String integerField(Array array) {
        return "k" + integers.computeIfAbsent(array, key -> integers.size());
    }

    /** The field with a call; its arrays become fields, too, so that they are made with the instance. */
    String callField(Invoke invoke) {
        invoke.inputs().forEach(place -> doubleField(place.array()));
        doubleField(invoke.output().array());
        invoke.adjoints().ifPresent(adjoints -> {
            doubleField(adjoints.output());
            adjoints.inputs().forEach(input -> input.ifPresent(this::doubleField));
        });
        return "c" + calls.computeIfAbsent(invoke, key -> calls.size());
    }

    static MethodTypeDesc typeOf(Part part) {
        List<ClassDesc> parameters = new ArrayList<>(List.of(DOUBLES, DOUBLES));
        part.indices.forEach(index -> parameters.add(CD_int));
        return MethodTypeDesc.of(CD_double, parameters);
    }

    byte[] emit() {
        return ClassFile.of().build(THIS, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            builder.withInterfaceSymbols(ClassDesc.of(Compiled.class.getName()));
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                Expr result = i == 0 ? program.result() : null;
                builder.withMethodBody(part.name, typeOf(part), ClassFile.ACC_PRIVATE,
                        code -> new PartEmitter(this, part, code).emit(result));
            }
            builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::entry);
            fields(builder);
        });
    }

    /** Adjoints are added to, so they start at 0. */
    private void entry(CodeBuilder code) {
        stored.forEach((array, number) -> {
            if (array.role() == Array.Role.ADJOINT) {
                code.aload(0).getfield(THIS, "s" + number, DOUBLES).dconst_0()
                        .invokestatic(ARRAYS, "fill", MethodTypeDesc.of(CD_void, DOUBLES, CD_double));
            }
        });
        code.aload(0).aload(1).aload(2).invokevirtual(THIS, "part0", RUN).dreturn();
    }

    private void fields(ClassBuilder builder) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL;
        builder.withField(SCRATCH, DOUBLES, flags);
        doubles.values().forEach(number -> builder.withField("d" + number, DOUBLES, flags));
        integers.values().forEach(number -> builder.withField("k" + number, INTEGERS, flags));
        stored.values().forEach(number -> builder.withField("s" + number, DOUBLES, flags));
        calls.values().forEach(number -> builder.withField("c" + number, CALL, flags));
        builder.withMethodBody(INIT_NAME, CONSTRUCTOR, ClassFile.ACC_PUBLIC, code -> {
            code.aload(0).invokespecial(CD_Object, INIT_NAME, MethodTypeDesc.of(CD_void));
            code.aload(0).aload(4).putfield(THIS, SCRATCH, DOUBLES);
            doubles.values().forEach(number -> code.aload(0).aload(1).loadConstant(number.intValue()).aaload()
                    .putfield(THIS, "d" + number, DOUBLES));
            integers.values().forEach(number -> code.aload(0).aload(2).loadConstant(number.intValue()).aaload()
                    .putfield(THIS, "k" + number, INTEGERS));
            stored.values().forEach(number -> code.aload(0).aload(3).loadConstant(number.intValue()).aaload()
                    .putfield(THIS, "s" + number, DOUBLES));
            calls.values().forEach(number -> code.aload(0).aload(5).loadConstant(number.intValue()).aaload()
                    .putfield(THIS, "c" + number, CALL));
            code.return_();
        });
    }
}
