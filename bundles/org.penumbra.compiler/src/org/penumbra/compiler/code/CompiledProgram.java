package org.penumbra.compiler.code;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.Vectors;
import org.penumbra.core.Workers;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** A program as code: scalar at once, and vector code when it is asked for. */
public final class CompiledProgram {

    private final Program program;
    private final List<Part> parts;
    private final Vectors vectors;
    private final Map<Array, int[]> integers = new HashMap<>();
    private final LoopWarmUp loops;
    private final GeneratedClass scalar;
    private final WarmUp warmUp;
    private GeneratedClass vector;

    private CompiledProgram(Program program, List<Part> parts, Vectors vectors) {
        this.program = program;
        this.parts = parts;
        this.vectors = vectors;
        this.loops = new LoopWarmUp(vectors);
        this.scalar = generate(0);
        this.warmUp = new WarmUp(this, vectors.platform());
    }

    static CompiledProgram of(Program program, Vectors vectors) {
        List<Expr> wanted = program.result() == null ? List.of() : List.of(program.result());
        Matrices matrices = new Matrices(program.facts(), program.data(), program.batch());
        List<Step> steps = new LongLoops(matrices)
                .find(Schedule.of(program.facts(), matrices.ordered(FreeBlocks.inPlace(program))));
        return new CompiledProgram(program, Part.cut(Splitter.split(steps, program), wanted), vectors);
    }

    private GeneratedClass generate(int width) {
        ClassEmitter emitter = new ClassEmitter(program, parts, width);
        byte[] bytes = emitter.emit();
        double[][] doubles = emitter.doubleArrays().stream().map(program.data()::get).toArray(double[][]::new);
        int[][] whole = emitter.integerArrays().stream().map(array -> array.role() == Array.Role.BATCH ? null
                : integers.computeIfAbsent(array, this::toIntegers)).toArray(int[][]::new);
        return new GeneratedClass(bytes, emitter, doubles, whole, loops);
    }

    private int[] toIntegers(Array array) {
        return Arrays.stream(program.data().get(array)).mapToInt(value -> (int) value).toArray();
    }

    /** An instance with scratch memory of its own: one per thread. */
    public Compiled newInstance() {
        return newInstance(Workers.SEQUENTIAL);
    }

    /**
     * The same with long loops on several cores.
     *
     * @param workers run pieces of them; how many there are changes no bit of a result
     */
    public Compiled newInstance(Workers workers) {
        return newInstance(firstRows(), workers);
    }

    /**
     * One that works on the rows of a minibatch; it sees what they are when it runs.
     *
     * @param workers run pieces of long loops
     */
    public Compiled newInstance(BatchRows batch, Workers workers) {
        return newInstance(batch, workers, new SharedMemory());
    }

    /** @param memory of other programs, too */
    Compiled newInstance(BatchRows batch, Workers workers, SharedMemory memory) {
        long rows = rows();
        if (vectors.mode() == Vectors.Mode.OFF || rows == 0) {
            return scalar.newInstance(batch, workers, memory);
        }
        if (vectors.mode() == Vectors.Mode.AUTO) {
            return new Tiered(this, batch, rows, workers, memory);
        }
        int width = vectors.platform().width();
        return (width == 0 ? scalar : vectorClass(width)).newInstance(batch, workers, memory);
    }

    /** Rows of all long loops in one run. */
    private long rows() {
        return parts.stream().filter(part -> part.kernel != null).mapToLong(part -> part.kernel.rows()).sum();
    }

    Generated newScalar() {
        return newScalar(firstRows(), Workers.SEQUENTIAL, new SharedMemory());
    }

    Generated newScalar(BatchRows batch, Workers workers, SharedMemory memory) {
        return scalar.newInstance(batch, workers, memory);
    }

    /** Rows of a minibatch that are as good as any, for trying code. */
    BatchRows firstRows() {
        return program.batch().firstRows();
    }

    /** Vector code, generated when it is first asked for. */
    synchronized GeneratedClass vectorClass(int width) {
        if (vector == null) {
            vector = generate(width);
        }
        return vector;
    }

    WarmUp warmUp() {
        return warmUp;
    }

    /** The numbers of an array that subscripts read, shared by all instances; empty when none does. */
    public Optional<int[]> integers(Array array) {
        return Optional.ofNullable(integers.get(array));
    }

    /** The generated code as text: methods with their instructions. */
    public String listing() {
        return scalar.listing();
    }
}
