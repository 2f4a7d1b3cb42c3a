package org.penumbra.compiler.code;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** Writes the class: fields for data and scratch memory, one method per part. */
final class ClassEmitter {

    static final ClassDesc THIS = ClassDesc.of("org.penumbra.compiler.code.GeneratedCode");
    static final ClassDesc DOUBLES = CD_double.arrayType();
    static final ClassDesc INTEGERS = CD_int.arrayType();
    static final ClassDesc CALL = ClassDesc.of(BoundCall.class.getName());
    static final String SCRATCH = "scratch";
    /** Values of the rows of a chunk, one run of {@link Lanes#CHUNK} after the other. */
    static final String ROWS = "rows";
    /** Partial sums of the kernel that runs. */
    static final String LANES = "lanes";
    /** Runs loops in pieces. */
    static final String SPLITS = "splits";
    static final ClassDesc SPLIT_LOOPS = ClassDesc.of(SplitLoops.class.getName());
    /** Rows after which long loops stop. */
    static final String LIMIT = "limit";

    /** Vector operations in one method: C2 compiles that in a fraction of a second and keeps vectors in registers. */
    private static final int VECTOR_BUDGET = 150;

    private static final ClassDesc ARRAYS = ClassDesc.of("java.util.Arrays");
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_double, DOUBLES, DOUBLES);
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(CD_void, DOUBLES.arrayType(),
            INTEGERS.arrayType(), DOUBLES.arrayType(), DOUBLES, CALL.arrayType(), SPLIT_LOOPS);
    private static final MethodTypeDesc PIECE = MethodTypeDesc.of(CD_void, CD_int, DOUBLES, DOUBLES, INTEGERS);

    private final Program program;
    private final List<Part> parts;
    private final Map<Array, Integer> doubles = new LinkedHashMap<>();
    private final Map<Array, Integer> integers = new LinkedHashMap<>();
    private final Map<Array, Integer> stored = new LinkedHashMap<>();
    private final Map<Invoke, Integer> calls = new LinkedHashMap<>();
    private final Map<Expr, Integer> slots = new HashMap<>();
    private final int width;
    private final Map<Part, VectorPlan> plans = new HashMap<>();

    /** @param width numbers in a vector, or 0 for scalar code */
    ClassEmitter(Program program, List<Part> parts, int width) {
        this.program = program;
        this.parts = parts;
        this.width = width;
        if (width > 0) {
            plan();
        }
        for (Part part : parts) {
            part.uses.stream().filter(value -> !part.defines.contains(value)).forEach(this::reserve);
            part.fetched.forEach(this::reserve);
        }
    }

    private void plan() {
        int budget = VECTOR_BUDGET * width / Lanes.COUNT;
        parts.stream().filter(part -> part.kernel != null).forEach(part -> VectorPlanner.plan(part.kernel, budget)
                .ifPresent(plan -> plans.put(part, plan)));
    }

    /** How the rows of a part are run by vectors, or null. */
    VectorPlan plan(Part part) {
        return plans.get(part);
    }

    /** Whether anything in the program is run by vectors. */
    boolean hasVectors() {
        return width > 0 && (!plans.isEmpty()
                || parts.stream().anyMatch(part -> part.kernel != null && !part.kernel.products().isEmpty()));
    }

    boolean isVector() {
        return width > 0;
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

    /** Loops that run in pieces, by their numbers, with what a piece runs. */
    List<Part.Code.CallPieces> splits() {
        return parts.stream().flatMap(part -> part.codes.stream()).filter(Part.Code.CallPieces.class::isInstance)
                .map(Part.Code.CallPieces.class::cast)
                .sorted(Comparator.comparingInt(call -> call.split().number())).toList();
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
        if (array.role() != Array.Role.DATA && array.role() != Array.Role.BATCH) {
            return "s" + stored.computeIfAbsent(array, key -> stored.size());
        }
        return "d" + doubles.computeIfAbsent(array, key -> doubles.size());
    }

    String integerField(Array array) {
        return "k" + integers.computeIfAbsent(array, key -> integers.size());
    }

    /** The field with a call; its arrays become fields, too, so that they are made with the instance. */
    String callField(Invoke invoke) {
        invoke.inputs().forEach(place -> callArray(place.array()));
        callArray(invoke.output().array());
        invoke.adjoints().ifPresent(adjoints -> {
            callArray(adjoints.output());
            adjoints.inputs().forEach(input -> input.ifPresent(this::callArray));
        });
        return "c" + calls.computeIfAbsent(invoke, key -> calls.size());
    }

    /** Free coordinates and their derivatives are handed over with each call. */
    private void callArray(Array array) {
        if (array.role() != Array.Role.FREE) {
            doubleField(array);
        }
    }

    static MethodTypeDesc typeOf(Part part) {
        return type(CD_double, firstIndex(part) - 2 + part.indices.size());
    }

    /** Position among the parameters of the first index; where it is in the loop comes before, for rows. */
    static int firstIndex(Part part) {
        return part.kernel == null ? 2 : 5;
    }

    /** Type of the method that runs the rows of a part. */
    static MethodTypeDesc kernelTypeOf(Part part) {
        return type(CD_void, part.indices.size());
    }

    private static MethodTypeDesc type(ClassDesc result, int integers) {
        List<ClassDesc> parameters = new ArrayList<>(List.of(DOUBLES, DOUBLES));
        parameters.addAll(Collections.nCopies(integers, CD_int));
        return MethodTypeDesc.of(result, parameters);
    }

    byte[] emit() {
        return ClassFile.of().build(THIS, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            builder.withInterfaceSymbols(ClassDesc.of(Generated.class.getName()));
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                Expr result = i == 0 ? program.result() : null;
                builder.withMethodBody(part.name, typeOf(part), ClassFile.ACC_PRIVATE,
                        code -> new PartEmitter(this, part, code).emit(result));
                if (part.kernel != null) {
                    kernel(builder, part);
                }
            }
            builder.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::entry);
            builder.withMethodBody("limit", MethodTypeDesc.of(CD_void, CD_int), ClassFile.ACC_PUBLIC,
                    code -> code.aload(0).iload(1).putfield(THIS, LIMIT, CD_int).return_());
            builder.withMethodBody("piece", PIECE, ClassFile.ACC_PUBLIC, this::pieces);
            if (hasVectors()) {
                builder.withMethodBody("multiply", KernelEmitter.PRODUCT, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        code -> new TileEmitter(code, width).multiply());
                builder.withMethodBody("accumulate", KernelEmitter.PRODUCT,
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                        code -> new TileEmitter(code, width).accumulate());
            }
            fields(builder);
        });
    }

    private void kernel(ClassBuilder builder, Part part) {
        builder.withMethodBody(part.kernel.method(), kernelTypeOf(part), ClassFile.ACC_PRIVATE,
                code -> new KernelEmitter(this, part, code).emit());
        VectorPlan plan = plan(part);
        for (int k = 0; plan != null && k < plan.phases().size(); k++) {
            Phase phase = plan.phases().get(k);
            builder.withMethodBody(part.kernel.phaseMethod(k), phaseTypeOf(part), ClassFile.ACC_PRIVATE,
                    code -> (phase.vector() ? new VectorPhaseEmitter(this, part, phase, code, width)
                            : new PhaseEmitter.Scalar(this, part, phase, code)).emit());
        }
    }

    /** Type of the method that runs a phase over the rows of a chunk. */
    static MethodTypeDesc phaseTypeOf(Part part) {
        return type(CD_void, PhaseEmitter.INTEGERS + part.indices.size());
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

    private void pieces(CodeBuilder code) {
        for (Part.Code.CallPieces call : splits()) {
            Label other = code.newLabel();
            code.iload(1).loadConstant(call.split().number()).if_icmpne(other).aload(0).aload(2).aload(3);
            for (int k = 0; k < call.piece().indices.size(); k++) {
                code.aload(4).loadConstant(k).iaload();
            }
            if (call.piece().kernel != null) {
                code.invokevirtual(THIS, call.piece().kernel.method(), kernelTypeOf(call.piece()));
            } else {
                code.invokevirtual(THIS, call.piece().name, typeOf(call.piece())).pop2();
            }
            code.return_().labelBinding(other);
        }
        code.return_();
    }

    private void fields(ClassBuilder builder) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL;
        builder.withField(SCRATCH, DOUBLES, flags);
        builder.withField(ROWS, DOUBLES, flags);
        builder.withField(LANES, DOUBLES, flags);
        builder.withField(SPLITS, SPLIT_LOOPS, flags);
        builder.withField(LIMIT, CD_int, ClassFile.ACC_PRIVATE);
        doubles.values().forEach(number -> builder.withField("d" + number, DOUBLES, flags));
        integers.values().forEach(number -> builder.withField("k" + number, INTEGERS, flags));
        stored.values().forEach(number -> builder.withField("s" + number, DOUBLES, flags));
        calls.values().forEach(number -> builder.withField("c" + number, CALL, flags));
        builder.withMethodBody(INIT_NAME, CONSTRUCTOR, ClassFile.ACC_PUBLIC, code -> {
            code.aload(0).invokespecial(CD_Object, INIT_NAME, MethodTypeDesc.of(CD_void));
            code.aload(0).aload(4).putfield(THIS, SCRATCH, DOUBLES);
            code.aload(0).aload(6).putfield(THIS, SPLITS, SPLIT_LOOPS);
            code.aload(0).loadConstant(Integer.MAX_VALUE).putfield(THIS, LIMIT, CD_int);
            code.aload(0).loadConstant(mostColumns() * Lanes.CHUNK).newarray(TypeKind.DOUBLE)
                    .putfield(THIS, ROWS, DOUBLES);
            code.aload(0).loadConstant(mostSums() * Lanes.COUNT).newarray(TypeKind.DOUBLE)
                    .putfield(THIS, LANES, DOUBLES);
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

    private int mostSums() {
        return parts.stream().filter(part -> part.kernel != null).mapToInt(part -> part.kernel.sums().size()).max()
                .orElse(0);
    }

    private int mostColumns() {
        int crossing = plans.entrySet().stream().mapToInt(entry -> entry.getKey().kernel.sums().size()
                + entry.getValue().columns().size()).max().orElse(0);
        return Math.max(crossing, mostSums());
    }
}
