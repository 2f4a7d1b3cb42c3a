package org.penumbra.compiler.code;

import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
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
    /** Data that are read as integers. */
    private final List<Array> whole;
    /** What recurrences store. */
    private final List<Array> stored;
    private final List<Invoke> calls;
    private final int scratch;

    GeneratedClass(byte[] bytecode, ClassEmitter emitter, double[][] doubles, int[][] integers) {
        this.bytecode = bytecode;
        this.doubles = doubles;
        this.integers = integers;
        this.data = emitter.doubleArrays();
        this.whole = emitter.integerArrays();
        this.stored = emitter.storedArrays();
        this.calls = emitter.calls();
        this.scratch = emitter.scratchSize();
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

    /** @param rows what a minibatch holds now */
    Generated newInstance(BatchRows rows) {
        try {
            double[][] numbers = doubles.clone();
            Arrays.setAll(numbers, k -> isBatch(data.get(k)) ? rows.doubles(data.get(k)) : doubles[k]);
            int[][] subscripts = integers.clone();
            Arrays.setAll(subscripts, k -> isBatch(whole.get(k)) ? rows.integers(whole.get(k)) : integers[k]);
            double[][] own = stored.stream().map(array -> new double[array.size()]).toArray(double[][]::new);
            BoundCall[] bound = calls.stream().map(call -> new BoundCall(call, array -> memory(array, numbers, own)))
                    .toArray(BoundCall[]::new);
            return (Generated) constructor.invoke(numbers, subscripts, own, new double[scratch], bound);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("generated class cannot be created", e);
        }
    }

    private double[] memory(Array array, double[][] numbers, double[][] own) {
        return array.role() == Array.Role.DATA || isBatch(array) ? numbers[data.indexOf(array)]
                : own[stored.indexOf(array)];
    }

    private static boolean isBatch(Array array) {
        return array.role() == Array.Role.BATCH;
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
