package org.penumbra.compiler.code;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.math.Lanewise;

/**
 * Arithmetic on vectors as code: every number is a local variable with a vector. Nothing is put into methods of its
 * own and no vector constant is kept in a field, because vectors that cross either cost an allocation each time.
 */
final class VectorCode implements Lanewise<Integer, Integer, Integer> {

    private final CodeBuilder code;
    private final int width;
    private final Map<Double, Integer> constants = new HashMap<>();

    /** @param width numbers in a vector: 4 or 8 */
    VectorCode(CodeBuilder code, int width) {
        this.code = code;
        this.width = width;
    }

    /** Forgets constants, at the start of a stretch of code that others may not have run before. */
    void begin() {
        constants.clear();
    }

    int keep() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }

    VectorCode species() {
        code.getstatic(VectorApi.DOUBLES, "SPECIES_" + 64 * width, VectorApi.SPECIES);
        return this;
    }

    /** The number on the stack in every lane. */
    int broadcast() {
        int number = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(number);
        species();
        code.dload(number).invokestatic(VectorApi.DOUBLES, "broadcast", VectorApi.BROADCAST);
        return keep();
    }

    /** Reads the array and the position that are on the stack, the species being below them. */
    int load() {
        code.invokestatic(VectorApi.DOUBLES, "fromArray", VectorApi.FROM_ARRAY);
        return keep();
    }

    /** Writes to the array and the position on the stack, the vector being below them. */
    void store() {
        code.invokevirtual(VectorApi.DOUBLES, "intoArray", VectorApi.INTO_ARRAY);
    }

    @Override
    public Integer constant(double value) {
        return constants.computeIfAbsent(value, key -> {
            code.loadConstant(value);
            return broadcast();
        });
    }

    private int binary(String method, int a, int b) {
        code.aload(a).aload(b).invokevirtual(VectorApi.DOUBLES, method, VectorApi.OF_TWO);
        return keep();
    }

    private int unary(String method, int a) {
        code.aload(a).invokevirtual(VectorApi.DOUBLES, method, VectorApi.UNARY);
        return keep();
    }

    @Override
    public Integer plus(Integer a, Integer b) {
        return binary("add", a, b);
    }

    @Override
    public Integer minus(Integer a, Integer b) {
        return binary("sub", a, b);
    }

    @Override
    public Integer times(Integer a, Integer b) {
        return binary("mul", a, b);
    }

    @Override
    public Integer over(Integer a, Integer b) {
        return binary("div", a, b);
    }

    @Override
    public Integer fma(Integer a, Integer b, Integer c) {
        code.aload(a).aload(b).aload(c).invokevirtual(VectorApi.DOUBLES, "fma", VectorApi.OF_THREE);
        return keep();
    }

    @Override
    public Integer negate(Integer a) {
        return unary("neg", a);
    }

    @Override
    public Integer abs(Integer a) {
        return unary("abs", a);
    }

    int squareRoot(int a) {
        return unary("sqrt", a);
    }

    @Override
    public Integer min(Integer a, Integer b) {
        return binary("min", a, b);
    }

    @Override
    public Integer max(Integer a, Integer b) {
        return binary("max", a, b);
    }

    @Override
    public Integer copySign(Integer magnitude, Integer sign) {
        int positive = withLong("and", bits(magnitude), Long.MAX_VALUE);
        int signBit = withLong("and", bits(sign), Long.MIN_VALUE);
        code.aload(positive).aload(signBit).invokevirtual(VectorApi.LONGS, "or", VectorApi.WITH_LONGS);
        return fromBits(keep());
    }

    private int compare(String comparison, int a, int b) {
        code.aload(a).getstatic(VectorApi.OPERATORS, comparison, VectorApi.COMPARISON).aload(b)
                .invokevirtual(VectorApi.DOUBLES, "compare", VectorApi.COMPARE);
        return keep();
    }

    @Override
    public Integer less(Integer a, Integer b) {
        return compare("LT", a, b);
    }

    @Override
    public Integer lessOrEqual(Integer a, Integer b) {
        return compare("LE", a, b);
    }

    @Override
    public Integer equal(Integer a, Integer b) {
        return compare("EQ", a, b);
    }

    /** Whether numbers differ; true for NaN. */
    int differ(int a, int b) {
        return compare("NE", a, b);
    }

    int both(int a, int b) {
        return masks("and", a, b);
    }

    int either(int a, int b) {
        return masks("or", a, b);
    }

    private int masks(String method, int a, int b) {
        code.aload(a).aload(b).invokevirtual(VectorApi.MASK, method, VectorApi.OF_MASKS);
        return keep();
    }

    @Override
    public Integer select(Integer condition, Integer whenTrue, Integer whenFalse) {
        code.aload(whenFalse).aload(whenTrue).aload(condition)
                .invokevirtual(VectorApi.DOUBLES, "blend", VectorApi.BLEND);
        return keep();
    }

    @Override
    public Integer bits(Integer a) {
        code.aload(a).invokevirtual(VectorApi.DOUBLES, "reinterpretAsLongs", VectorApi.TO_LONGS);
        return keep();
    }

    @Override
    public Integer fromBits(Integer bits) {
        code.aload(bits).invokevirtual(VectorApi.LONGS, "reinterpretAsDoubles", VectorApi.UNARY);
        return keep();
    }

    @Override
    public Integer add(Integer a, long b) {
        return withLong("add", a, b);
    }

    private int withLong(String method, int a, long b) {
        code.aload(a).loadConstant(b).invokevirtual(VectorApi.LONGS, method, VectorApi.WITH_LONG);
        return keep();
    }

    @Override
    public Integer subtract(Integer a, Integer b) {
        code.aload(a).aload(b).invokevirtual(VectorApi.LONGS, "sub", VectorApi.WITH_LONGS);
        return keep();
    }

    @Override
    public Integer shiftLeft(Integer a, int count) {
        return shift("LSHL", a, count);
    }

    @Override
    public Integer shiftRight(Integer a, int count) {
        return shift("ASHR", a, count);
    }

    private int shift(String direction, int a, int count) {
        ClassDesc operators = VectorApi.OPERATORS;
        code.aload(a).getstatic(operators, direction, VectorApi.BINARY).loadConstant((long) count)
                .invokevirtual(VectorApi.LONGS, "lanewise", VectorApi.SHIFT);
        return keep();
    }

    /** Scalar code computes all lanes then, which gives the others the bits that they have. */
    @Override
    public Integer unless(Integer rare, Fallback function, Integer usual, List<Integer> arguments) {
        code.aload(usual);
        int result = keep();
        code.aload(rare).invokevirtual(VectorApi.MASK, "anyTrue", VectorApi.TEST).ifThen(then -> {
            for (int lane = 0; lane < width; lane++) {
                int number = lane;
                then.aload(result).loadConstant(lane);
                arguments.forEach(argument -> then.aload(argument).loadConstant(number)
                        .invokevirtual(VectorApi.DOUBLES, "lane", VectorApi.LANE));
                then.invokestatic(VectorApi.KERNELS, function.method(),
                        function.arity() == 1 ? VectorApi.SCALAR : VectorApi.SCALAR_OF_TWO);
                then.invokevirtual(VectorApi.DOUBLES, "withLane", VectorApi.WITH_LANE).astore(result);
            }
        });
        return result;
    }
}
