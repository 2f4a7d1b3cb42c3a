package org.penumbra.compiler.code;

import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** A generated class with the data that its instances share. */
public final class CompiledProgram {

    private final byte[] bytecode;
    private final MethodHandle constructor;
    private final double[][] doubles;
    private final int[][] integers;
    /** Sizes of what recurrences store. */
    private final int[] stored;
    private final int scratch;

    private CompiledProgram(byte[] bytecode, double[][] doubles, int[][] integers, int[] stored, int scratch) {
        this.bytecode = bytecode;
        this.doubles = doubles;
        this.integers = integers;
        this.stored = stored;
        this.scratch = scratch;
        this.constructor = define(bytecode);
    }

    static CompiledProgram of(Program program) {
        List<Expr> wanted = program.result() == null ? List.of() : List.of(program.result());
        List<Step> steps = new LongLoops().find(Schedule.of(program.facts(), program.stages()));
        List<Part> parts = Part.cut(steps, wanted);
        ClassEmitter emitter = new ClassEmitter(program, parts);
        byte[] bytes = emitter.emit();
        double[][] doubles = emitter.doubleArrays().stream().map(program.data()::get).toArray(double[][]::new);
        int[][] integers = emitter.integerArrays().stream().map(array -> toIntegers(program, array))
                .toArray(int[][]::new);
        int[] stored = emitter.storedArrays().stream().mapToInt(Array::size).toArray();
        return new CompiledProgram(bytes, doubles, integers, stored, emitter.scratchSize());
    }

    private static int[] toIntegers(Program program, Array array) {
        return Arrays.stream(program.data().get(array)).mapToInt(value -> (int) value).toArray();
    }

    private static MethodHandle define(byte[] bytecode) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytecode, true);
            return lookup.findConstructor(lookup.lookupClass(),
                    MethodType.methodType(void.class, double[][].class, int[][].class, double[][].class,
                            double[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class cannot be loaded", e);
        }
    }

    /** An instance with scratch memory of its own: one per thread. */
    public Compiled newInstance() {
        try {
            double[][] own = Arrays.stream(stored).mapToObj(double[]::new).toArray(double[][]::new);
            return (Compiled) constructor.invoke(doubles, integers, own, new double[scratch]);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("generated class cannot be created", e);
        }
    }

    /** The generated code as text: methods with their instructions. */
    public String listing() {
        StringBuilder text = new StringBuilder();
        ClassFile.of().parse(bytecode).methods().forEach(method -> {
            text.append(method.methodName().stringValue()).append(method.methodType().stringValue()).append('\n');
            method.code().ifPresent(code -> code.forEach(line -> text.append("  ").append(line).append('\n')));
        });
        return text.toString();
    }
}
