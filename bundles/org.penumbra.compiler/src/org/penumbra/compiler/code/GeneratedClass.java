package org.penumbra.compiler.code;

import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.expression.Array;

/** A generated class with the data that its instances share. */
final class GeneratedClass {

    private final byte[] bytecode;
    private final MethodHandle constructor;
    private final double[][] doubles;
    private final int[][] integers;
    private final List<Array> data;
    /** What recurrences store. */
    private final List<Array> stored;
    private final List<Invoke> calls;
    private final int scratch;
    private final LoopWarmUp loops;

    GeneratedClass(byte[] bytecode, ClassEmitter emitter, double[][] doubles, int[][] integers,
            LoopWarmUp loops) {
        this.bytecode = bytecode;
        this.doubles = doubles;
        this.integers = integers;
        this.data = emitter.doubleArrays();
        this.stored = emitter.storedArrays();
        this.calls = emitter.calls();
        this.scratch = emitter.scratchSize();
        this.loops = loops;
        this.constructor = define(bytecode);
    }

    private static MethodHandle define(byte[] bytecode) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytecode, true);
            return lookup.findConstructor(lookup.lookupClass(),
                    MethodType.methodType(void.class, double[][].class, int[][].class, double[][].class,
                            double[].class, BoundCall[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class cannot be loaded", e);
        }
    }

    Generated newInstance() {
        try {
            double[][] own = stored.stream().map(array -> new double[array.size()]).toArray(double[][]::new);
            BoundCall[] bound = calls.stream().map(call -> new BoundCall(call, array -> memory(array, own), loops))
                    .toArray(BoundCall[]::new);
            return (Generated) constructor.invoke(doubles, integers, own, new double[scratch], bound);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("generated class cannot be created", e);
        }
    }

    private double[] memory(Array array, double[][] own) {
        return array.role() == Array.Role.DATA ? doubles[data.indexOf(array)] : own[stored.indexOf(array)];
    }

    /** Methods with their instructions. */
    String listing() {
        StringBuilder text = new StringBuilder();
        ClassFile.of().parse(bytecode).methods().forEach(method -> {
            text.append(method.methodName().stringValue()).append(method.methodType().stringValue()).append('\n');
            method.code().ifPresent(code -> code.forEach(line -> text.append("  ").append(line).append('\n')));
        });
        return text.toString();
    }
}
