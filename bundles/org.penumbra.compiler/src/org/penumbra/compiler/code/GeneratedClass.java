package org.penumbra.compiler.code;

import java.lang.classfile.ClassFile;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.core.Workers;
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
    private final List<SplitLoop.Code> splits;
    private final int scratch;
    private final LoopWarmUp warmUp;

    GeneratedClass(byte[] bytecode, ClassEmitter emitter, double[][] doubles, int[][] integers,
            LoopWarmUp warmUp) {
        this.bytecode = bytecode;
        this.doubles = doubles;
        this.integers = integers;
        this.data = emitter.doubleArrays();
        this.whole = emitter.integerArrays();
        this.stored = emitter.storedArrays();
        this.calls = emitter.calls();
        this.splits = emitter.splits().stream().map(call -> SplitLoop.Code.of(call.split(), stored, emitter::slot))
                .toList();
        this.scratch = emitter.scratchSize();
        this.warmUp = warmUp;
        this.constructor = define(bytecode);
    }

    private static MethodHandle define(byte[] bytecode) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytecode, true);
            return lookup.findConstructor(lookup.lookupClass(),
                    MethodType.methodType(void.class, double[][].class, int[][].class, double[][].class,
                            double[].class, BoundCall[].class, SplitLoops.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class cannot be loaded", e);
        }
    }

    /**
     * @param rows what a minibatch holds now
     * @param workers run pieces of loops
     * @param memory for what recurrences store
     */
    Generated newInstance(BatchRows rows, Workers workers, SharedMemory memory) {
        double[][] own = stored.stream().map(array -> isOfPieces(array) ? new double[0] : memory.of(array))
                .toArray(double[][]::new);
        double[] values = new double[scratch];
        Calls bound = new Calls();
        Generated code = construct(rows, own, values,
                new SplitLoops(splits, workers, () -> seat(rows, own, bound), own, values), bound, workers);
        return calls.isEmpty() ? code : new Metered(code, bound);
    }

    /** An instance for pieces: it shares what is stored, but for what each piece has for itself. */
    private Seat seat(BatchRows rows, double[][] whole, Calls metered) {
        double[][] own = whole.clone();
        for (int k = 0; k < own.length; k++) {
            own[k] = isOfPieces(stored.get(k)) ? new double[stored.get(k).size()] : whole[k];
        }
        double[] values = new double[scratch];
        return new Seat(construct(rows, own, values, null, metered, Workers.SEQUENTIAL), values, own);
    }

    private boolean isOfPieces(Array array) {
        return splits.stream().anyMatch(code -> code.split().owns(array));
    }

    private Generated construct(BatchRows rows, double[][] own, double[] values, SplitLoops loops,
            Calls metered, Workers workers) {
        double[][] numbers = doubles.clone();
        Arrays.setAll(numbers, k -> isBatch(data.get(k)) ? rows.doubles(data.get(k)) : doubles[k]);
        int[][] subscripts = integers.clone();
        Arrays.setAll(subscripts, k -> isBatch(whole.get(k)) ? rows.integers(whole.get(k)) : integers[k]);
        BoundCall[] bound = calls.stream()
                .map(call -> new BoundCall(call, array -> memory(array, numbers, own), warmUp, workers))
                .toArray(BoundCall[]::new);
        metered.add(bound);
        try {
            return (Generated) constructor.invoke(numbers, subscripts, own, values, bound, loops);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("generated class cannot be created", e);
        }
    }

    /** Null for free coordinates, which each run brings along. */
    private double[] memory(Array array, double[][] numbers, double[][] own) {
        if (array.role() == Array.Role.FREE) {
            return null;
        }
        boolean isGiven = array.role() == Array.Role.DATA || isBatch(array);
        return isGiven ? numbers[data.indexOf(array)] : own[stored.indexOf(array)];
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
