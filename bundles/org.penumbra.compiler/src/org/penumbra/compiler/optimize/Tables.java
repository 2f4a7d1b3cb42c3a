package org.penumbra.compiler.optimize;

import java.util.List;
import java.util.Map;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** What is computed at binding and read by generated code: data arrays under names of their own, and their loops. */
final class Tables {

    private final Map<Array, double[]> data;
    private int loops;

    /** @param data numbers of the data arrays; new tables are added to it */
    Tables(Map<Array, double[]> data) {
        this.data = data;
    }

    Map<Array, double[]> data() {
        return data;
    }

    /** A new array with these numbers, row-major. */
    Array add(List<Integer> shape, double[] values) {
        Array array = new Array("table" + data.size(), Array.Role.DATA, shape);
        data.put(array, values);
        return array;
    }

    /** The entry at a 0-based, integer-valued position: a number where all entries are the same. */
    Expr entry(double[] values, Expr offset) {
        return isConstant(values) ? Expr.of(values[0]) : new Element(add(List.of(values.length), values), offset);
    }

    /** Whether there are entries and all have the same bits. */
    static boolean isConstant(double[] values) {
        for (double value : values) {
            if (Double.doubleToLongBits(value) != Double.doubleToLongBits(values[0])) {
                return false;
            }
        }
        return values.length > 0;
    }

    /** A new loop from 1 to {@code upper}; no index of a model's text has such a name. */
    Loop loop(String name, int upper) {
        return new Loop(new Index("#" + name, loops++), Expr.of(1), Expr.of(upper));
    }
}
